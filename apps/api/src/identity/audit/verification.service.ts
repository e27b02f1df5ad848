import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { AuditVerification } from '@sightline/contracts';
import { AuditChain } from './audit-chain.repository.js';
import type { Verification } from './audit-chain.repository.js';

const soonMilliseconds = 10_000;
const nightlyMilliseconds = 24 * 3_600_000;
const mostFaults = 100;

const breachWords = { 'guard-off': 'A trigger that keeps the audit append-only is missing or off.', 'anchor-forged': 'An anchor there is not ours.', 'unsealed-record': 'A record there carries no seal.', 'outside-chain': 'A record there stands outside the chain.' } as const;
const faultWords = { changed: 'This record was changed.', missing: 'This record is missing.' } as const;

/** [AUD-7] Goes along the chain soon after the start, every day, and when somebody asks, and keeps what it found. */
@Injectable()
export class AuditVerifications implements OnApplicationBootstrap, OnApplicationShutdown {
  private last: { readonly at: Date; readonly found: Verification } | undefined;
  private running: Promise<void> | undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly logger = new Logger('Audit');

  constructor(private readonly chain: AuditChain) {}

  onApplicationBootstrap(): void {
    const look = (): void => void this.verify().catch((error: unknown) => this.logger.warn(`The audit could not be verified: ${String(error)}`));
    this.timers.push(setTimeout(look, soonMilliseconds).unref(), setInterval(look, nightlyMilliseconds).unref());
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  /** Once at a time: who asks meanwhile waits for the one that goes. */
  verify(): Promise<void> {
    this.running ??= this.walk().finally(() => (this.running = undefined));
    return this.running;
  }

  get state(): AuditVerification {
    const isChecking = this.running !== undefined;
    if (this.last === undefined) return { state: 'not-yet', isChecking, checkedAt: null, records: 0, prunedUpTo: 0, head: null, faults: [] };
    const { walk, breaches } = this.last.found;
    const faults = [
      ...breaches.map(({ breach, where }) => ({ where, words: breachWords[breach] })),
      ...walk.faults.map(({ place, fault, upTo }) => (upTo === undefined ? { where: `record ${place}`, words: faultWords[fault] } : { where: `records ${place} to ${upTo}`, words: 'These records are missing.' })),
    ];
    return { state: faults.length === 0 ? 'whole' : 'tampered', isChecking, checkedAt: this.last.at.toISOString(), records: walk.count - walk.start.place, prunedUpTo: walk.start.place, head: walk.head, faults: faults.slice(0, mostFaults) };
  }

  private async walk(): Promise<void> {
    const found = await this.chain.verify();
    this.last = { at: new Date(), found };
    const { faults } = this.state;
    if (faults.length > 0) this.logger.error(`The audit was tampered with: ${faults.slice(0, 5).map(({ where, words }) => `${where}: ${words}`).join(' ')}`);
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { LookedUpChild } from '@sightline/contracts';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import type { TopicViewer } from '../../bus/topic-source.js';
import { Sessions } from '../../identity/sessions.service.js';
import { LookUpAudit } from './look-up-audit.js';
import type { LookUp } from './look-up.js';
import { LookUps } from './look-ups.service.js';
import { OpenLookUps } from './look-ups.memory.js';
import { LookedUpChildren, isVerified } from './looked-up-child.js';
import type { VerifiedLookUp } from './looked-up-child.js';
import { Turns } from './turns.js';

const lookEveryMilliseconds = 1000;
/** What nobody tells of, such as a case or another contact, is looked for every so many looks. */
const looksUntilAnew = 5;

/** What a follower was sent last, and of which run. */
interface Shown {
  readonly runRef: string | undefined;
  readonly text: string;
}

/**
 * Offers `look-up`: one child, to the adviser who verified the caller, while the look-up is open. Who follows what is in the
 * audit before anything is sent, and so is another run that comes to be shown.
 */
@Injectable()
export class LookUpTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('LookUps');
  private readonly turns = new Turns();
  /** Look-ups that somebody follows. */
  private readonly shown = new Map<string, Shown>();
  private looks = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly children: LookedUpChildren,
    private readonly open: OpenLookUps,
    private readonly lookUps: LookUps,
    private readonly audit: LookUpAudit,
    private readonly sessions: Sessions,
    @Inject(BUS) private readonly bus: Bus,
    registry: TopicRegistry,
  ) {
    registry.register({
      topic: 'look-up',
      admits: (viewer, { lookUpRef }) => this.admits(viewer, lookUpRef),
      snapshot: async ({ lookUpRef }) => {
        const lookUp = this.open.get(lookUpRef, Date.now());
        const child = isVerified(lookUp) ? await this.children.view(lookUp, Date.now()) : undefined;
        return child && { child };
      },
    });
    open.onRemoved(({ lookUpRef }) => {
      this.shown.delete(lookUpRef);
      this.bus.publish({ topic: 'look-up', params: { lookUpRef }, changes: [{ key: 'child', value: null }] });
    });
    bus.subscribe((message) => {
      if (message.topic !== 'run' || this.shown.size === 0) return;
      const { runRef } = message.params as { runRef: string };
      for (const [lookUpRef, { runRef: own }] of this.shown) if (own === runRef) this.refresh(lookUpRef);
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look().catch((error: unknown) => this.logger.warn(`Look-ups could not be looked at: ${String(error)}`)), lookEveryMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** [CALL-25] [CALL-26] */
  private async admits(viewer: TopicViewer, lookUpRef: string): Promise<boolean> {
    const lookUp = this.open.get(lookUpRef, Date.now());
    if (viewer.kind !== 'account') return false;
    if (lookUp?.accountId !== viewer.accountId || !isVerified(lookUp) || !this.children.stands(lookUp)) {
      await this.audit.refused(viewer.accountId, lookUp);
      return false;
    }
    await this.record(lookUp, this.children.runOf(lookUp, Date.now()));
    // It may have ended while the audit was written.
    return this.open.get(lookUpRef, Date.now()) !== undefined;
  }

  private async record(lookUp: VerifiedLookUp, runRef: string | undefined): Promise<void> {
    await this.audit.write('look-up-shown', lookUp, { runRef: runRef ?? null, guardianRef: lookUp.verified.guardianRef, shown: whatIsShown(lookUp) });
    this.shown.set(lookUp.lookUpRef, { runRef, text: this.shown.get(lookUp.lookUpRef)?.text ?? '' });
  }

  /** Sends the child as it is now, where that differs from what was sent; one at a time of a look-up. */
  private refresh(lookUpRef: string): void {
    const work = this.turns.take(lookUpRef, async () => {
      const now = Date.now();
      const lookUp = this.open.get(lookUpRef, now);
      const shown = this.shown.get(lookUpRef);
      if (!isVerified(lookUp) || shown === undefined) return;
      const runRef = this.children.runOf(lookUp, now);
      if (runRef !== shown.runRef) await this.record(lookUp, runRef);
      const value = await this.children.view(lookUp, now);
      if (value === undefined || this.open.get(lookUpRef, now) === undefined) return;
      this.send(lookUpRef, runRef, value);
    });
    work.catch((error: unknown) => this.logger.warn(`A look-up could not be brought up to date: ${String(error)}`));
  }

  private send(lookUpRef: string, runRef: string | undefined, value: LookedUpChild): void {
    const text = JSON.stringify(value);
    if (this.shown.get(lookUpRef)?.text === text) return;
    this.shown.set(lookUpRef, { runRef, text });
    this.bus.publish({ topic: 'look-up', params: { lookUpRef }, changes: [{ key: 'child', value }] });
  }

  /** Ends what is over: by time, with its session, or because the record no longer says what the caller was verified against. */
  private async look(): Promise<void> {
    const { all } = this.open;
    if (all.length === 0) return;
    const now = Date.now();
    const late = all.filter(({ expiresAt }) => now >= expiresAt);
    for (const lookUp of late) await this.lookUps.end(lookUp, 'time');
    for (const lookUp of all) if (!late.includes(lookUp) && isVerified(lookUp) && !this.children.stands(lookUp)) await this.lookUps.end(lookUp, 'record-changed');
    const over = await this.sessions.over([...new Set(all.map(({ sessionId }) => sessionId))]);
    for (const lookUp of all) if (over.has(lookUp.sessionId)) await this.lookUps.end(lookUp, 'signed-out');
    this.looks += 1;
    for (const [lookUpRef, { runRef }] of this.shown) {
      const lookUp = this.open.get(lookUpRef, now);
      if (lookUp !== undefined && (this.looks % looksUntilAnew === 0 || this.children.runOf(lookUp, now) !== runRef)) this.refresh(lookUpRef);
    }
  }
}

const whatIsShown = ({ banner }: LookUp): string[] => ['name', 'school', 'run', 'stop', 'boarded', 'guide', 'told', 'cases', ...(banner === undefined ? ['earlier'] : [])];

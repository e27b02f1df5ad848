import { Injectable } from '@nestjs/common';
import { subjectFields } from '@sightline/contracts';
import type { EventData, FieldProblem, LinkSubject } from '@sightline/contracts';
import type { Transaction } from '../../database/transaction.js';
import type { Context, Decider, Draft, Incoming } from '../../engine/decider.js';
import { LinksRepository } from '../../identity/links.repository.js';

/** Issues and revokes public links. Nothing of them is held in memory: whoever comes with one is looked up. */
@Injectable()
export class LinksDecider implements Decider {
  readonly feature = 'links';
  readonly types = ['link.issued', 'link.revoked'] as const;

  constructor(private readonly repository: LinksRepository) {}

  load(): Promise<void> {
    return Promise.resolve();
  }

  begin({ now }: Context): Draft {
    return new LinksDraft(this.repository, now);
  }
}

class LinksDraft implements Draft {
  private readonly issued: EventData<'link.issued'>[] = [];
  private readonly revoked: string[] = [];

  constructor(
    private readonly repository: LinksRepository,
    private readonly now: number,
  ) {}

  get changed(): boolean {
    return this.issued.length + this.revoked.length > 0;
  }

  decide({ type, data }: Incoming): readonly FieldProblem[] | undefined {
    if (type === 'link.revoked') this.revoked.push((data as EventData<'link.revoked'>).linkRef);
    else this.issued.push(data as EventData<'link.issued'>);
    return undefined;
  }

  tick(): void {
    // Expiry is a matter of the clock of whoever asks.
  }

  async write(tx: Transaction): Promise<void> {
    const issuedAt = new Date(this.now);
    await this.repository.add(tx, this.issued.map(({ linkRef, kind, expiresAt, ...data }) => ({ linkRef, kind, subject: subjectIn(data), issuedAt, expiresAt: new Date(expiresAt) })));
    await this.repository.revoke(tx, this.revoked, issuedAt);
  }

  swap(): void {
    // Nothing is held.
  }

  publish(): void {
    // The live gateway asks every tick which links are over [LINK-3].
  }
}

const subjectIn = (data: LinkSubject): LinkSubject => Object.fromEntries(subjectFields.flatMap((field) => (data[field] === undefined ? [] : [[field, data[field]]])));

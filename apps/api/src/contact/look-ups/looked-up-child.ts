import { Injectable } from '@nestjs/common';
import type { LookedUpChild } from '@sightline/contracts';
import { CasesQueries } from '../../casework/cases.queries.js';
import { OutboxQueries } from '../../notify/outbox.queries.js';
import type { Told } from '../../notify/outbox.queries.js';
import { FamilyRecordQueries } from '../../transport/family-record.queries.js';
import type { FamilyRecord } from '../../transport/family-record.queries.js';
import { CallsOnLine } from './calls-on-line.js';
import { EarlierContacts } from './earlier-contacts.queries.js';
import { bannerOf } from './look-up.js';
import type { LookUp, Verified } from './look-up.js';

const iso = (at: number): string => new Date(at).toISOString();

/** Messages of a run are not older than this; milliseconds. */
const lookBack = 2 * 86_400_000;
const channelWords: Record<Told['channel'], string> = { sms: 'text', email: 'email', none: 'message' };
const stateWords: Record<Told['state'], string> = { held: 'waits for approval', queued: 'about to go', sending: 'on its way', sent: 'sent', delivered: 'delivered', failed: 'could not be sent', suppressed: 'not sent' };

/** Without a carrier that leaves the house nothing was sent, whatever its state. */
const stateOf = ({ state, carrier }: Told): string => (carrier === 'outbox' && (state === 'sent' || state === 'delivered') ? 'kept in the outbox, not sent' : stateWords[state]);

/** A look-up of which the caller is verified. */
export type VerifiedLookUp = LookUp & { readonly verified: Verified };
export const isVerified = (lookUp: LookUp | undefined): lookUp is VerifiedLookUp => lookUp?.verified !== undefined;

/** Puts together what the adviser of a verified caller sees of the child. */
@Injectable()
export class LookedUpChildren {
  constructor(
    private readonly families: FamilyRecordQueries,
    private readonly cases: CasesQueries,
    private readonly contacts: EarlierContacts,
    private readonly calls: CallsOnLine,
    private readonly outbox: OutboxQueries,
  ) {}

  /** Whether the record still says what the caller was verified against: the same person answers for the child, under the same banner. */
  stands({ passengerRef, banner, verified }: VerifiedLookUp): boolean {
    const record = this.families.record(passengerRef);
    return record !== undefined && record.banner === banner && record.guardians.some(({ guardianRef }) => guardianRef === verified.guardianRef);
  }

  runOf({ passengerRef }: LookUp, now: number): string | undefined {
    return this.families.answering(passengerRef, now)?.runRef;
  }

  async view(lookUp: VerifiedLookUp, now: number): Promise<LookedUpChild | undefined> {
    const record = this.families.record(lookUp.passengerRef);
    if (record === undefined || !this.stands(lookUp)) return undefined;
    const run = this.families.answering(lookUp.passengerRef, now);
    return {
      ...this.caller(lookUp, record),
      runRef: run?.runRef ?? null,
      ...(run?.call && { stopRef: run.call.stopRef, sequence: run.call.sequence }),
      boarded: run?.boarded ? { status: run.boarded.status, ...(run.boarded.at !== undefined && { at: iso(run.boarded.at) }) } : null,
      ...(run?.guide !== undefined && { guide: run.guide }),
      told: run === undefined ? [] : await this.told(lookUp, run.runRef, now),
      openCases: this.cases.ofSubject(lookUp.passengerRef),
      // [CALL-27] What one person said or was told is not for another where a banner stands.
      earlier: lookUp.banner === undefined ? await this.contacts.of(lookUp.passengerRef) : [],
    };
  }

  /** What this family was sent about the run; where a banner stands, what the person on the line was sent [CALL-27]. */
  private async told({ passengerRef, banner, verified }: VerifiedLookUp, runRef: string, now: number): Promise<LookedUpChild['told']> {
    const sent = await this.outbox.messagesTo(passengerRef, now - lookBack);
    const theirs = sent.filter((each) => each.runRef === runRef && (banner === undefined || each.guardianRef === verified.guardianRef));
    return theirs.flatMap((each) => (each.words === undefined ? [] : [{ at: iso(each.at), channel: channelWords[each.channel], words: each.words, state: stateOf(each) }]));
  }

  private caller({ lookUpRef, passengerRef, banner, verified, purpose, callRef, expiresAt }: VerifiedLookUp, { name, initials, schoolName }: FamilyRecord) {
    const answeredAt = callRef === undefined ? undefined : this.calls.answeredAt(callRef);
    return {
      lookUpRef,
      passengerRef,
      ...(name !== undefined && { name }),
      initials,
      ...(schoolName !== undefined && { schoolName }),
      ...(banner !== undefined && { banner: bannerOf(banner) }),
      relationship: verified.relationship,
      guardianRef: verified.guardianRef,
      matched: [...verified.matched],
      passwordGiven: verified.passwordGiven,
      verifiedAt: iso(verified.at),
      expiresAt: iso(expiresAt),
      purpose,
      ...(callRef !== undefined && { call: { callRef, ...(answeredAt !== undefined && { answeredAt: iso(answeredAt) }) } }),
    };
  }
}

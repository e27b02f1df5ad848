import type { BannerView, LookUpForm, LookUpPurpose, LookUpView, Relationship, VerificationFact } from '@sightline/contracts';
import { relationships } from '@sightline/contracts';
import { bannerWords, factsHeld, familyHasPassword, refusalScript } from '@sightline/domain';
import type { BannerKind } from '@sightline/domain';
import type { FamilyRecord } from '../../transport/family-record.queries.js';

/** How the caller was verified. */
export interface Verified {
  readonly at: number;
  readonly guardianRef: string;
  readonly relationship: Relationship;
  readonly matched: readonly VerificationFact[];
  readonly passwordGiven: boolean;
}

/** A look-up that is not over. Instants are epoch milliseconds. A value: a change makes a new one. */
export interface LookUp {
  readonly lookUpRef: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly passengerRef: string;
  readonly callRef?: string | undefined;
  readonly purpose: LookUpPurpose;
  readonly banner?: BannerKind | undefined;
  readonly openedAt: number;
  readonly expiresAt: number;
  readonly acknowledgedAt?: number | undefined;
  readonly verified?: Verified | undefined;
  readonly callBackRef?: string | undefined;
}

/** Milliseconds from its opening to its end, whatever happens. */
export const longestLookUp = 30 * 60_000;

export const bannerOf = (kind: BannerKind): BannerView => ({ kind, title: bannerWords[kind].title, words: bannerWords[kind].words, doNotSay: [...bannerWords[kind].doNotSay] });

/** [CALL-22] What the adviser sees before anybody is verified: with a banner that was not read the banner alone. */
export function viewOf({ lookUpRef, expiresAt, banner, acknowledgedAt }: LookUp, record: FamilyRecord, left: number): LookUpView {
  const facts = factsHeld(record);
  const isRead = banner === undefined || acknowledgedAt !== undefined;
  return {
    lookUpRef,
    expiresAt: new Date(expiresAt).toISOString(),
    ...(banner !== undefined && { banner: bannerOf(banner) }),
    form: isRead ? formOf(record, facts, left) : null,
    canCallBack: facts.includes('telephone'),
  };
}

const formOf = (record: FamilyRecord, facts: VerificationFact[], attemptsLeft: number): LookUpForm => ({
  initials: record.initials,
  ...(record.schoolName !== undefined && { schoolName: record.schoolName }),
  relationships: [...relationships],
  facts,
  hasPassword: familyHasPassword(record),
  attemptsLeft,
  ...(attemptsLeft === 0 && { script: refusalScript(0) }),
});

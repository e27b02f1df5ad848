import { lookUpsWithoutCall, outsideHours, ownFamily, sameChild, volume } from './looks.js';
import type { LocalTime } from './looks.js';
import { exportsAfterRefusals, failedVerifications, guessedSignIns } from './refusals.js';
import type { Dealing, Finding, Kin, TakenCall, Use } from './use.js';

/** What the rules need beside the audit itself. */
export interface BesideAudit {
  readonly calls: readonly TakenCall[];
  readonly dealings: readonly Dealing[];
  readonly kin: readonly Kin[];
  readonly local: LocalTime;
}

/**
 * Use that somebody should look at, the newest first. `uses` in the order of their places; those before `since` (epoch
 * milliseconds) only tell what is usual. None of it is a proof, and nothing follows by itself.
 */
export function unusualUse(uses: readonly Use[], { calls, dealings, kin, local }: BesideAudit, since = 0): Finding[] {
  return [
    ...ownFamily(uses, kin, local),
    ...lookUpsWithoutCall(uses, calls, local),
    ...volume(uses, local),
    ...sameChild(uses, dealings, local),
    ...outsideHours(uses, local),
    ...failedVerifications(uses),
    ...exportsAfterRefusals(uses),
    ...guessedSignIns(uses),
  ].filter(({ until }) => until >= since).sort((a, b) => b.until - a.until || (a.key < b.key ? -1 : 1));
}

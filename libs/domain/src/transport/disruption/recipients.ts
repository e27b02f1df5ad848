import type { Audience, EventData } from '@sightline/contracts';
import { telephoneKey } from '../../contact/telephone.js';
import type { FleetDraft } from '../fleet.js';
import type { Run } from '../run.js';

type Guardian = EventData<'guardian.upserted'>;

/** Somebody to be told of a run, with the stop that matters to them. */
export interface Party {
  readonly ref: string;
  readonly guardianRef?: string | undefined;
  readonly passengerRefs: readonly string[];
  readonly channel: 'sms' | 'email' | 'none';
  readonly address?: string | undefined;
  /** Index of the call; `undefined` where nobody knows. */
  readonly stop?: number | undefined;
}

/** Text messages go to mobile telephones: the first of those, else the first number (Ofcom: mobile numbers begin 07). */
function mobileOf(telephones: readonly string[]): string | undefined {
  const keys = telephones.map((text) => telephoneKey(text)).filter((key) => key !== undefined);
  const key = keys.find((each) => each.startsWith('447')) ?? keys[0];
  return key === undefined ? undefined : `+${key}`;
}

/** Where a guardian is written to, as they want it; who wants nothing still has an address, in case they ask us for messages. */
export function addressOf({ telephones, email, messages }: Pick<Guardian, 'telephones' | 'email' | 'messages'>): string | undefined {
  return messages === 'email' ? email : (mobileOf(telephones) ?? (messages === 'none' ? email : undefined));
}

/**
 * The families of the children who travel on a run today. A guardian of two of them is told once; so are two guardians
 * who are reached at the same address.
 */
export function familiesOf(run: Run, draft: Pick<FleetDraft, 'routes' | 'families' | 'guardians' | 'passengers'>): readonly Party[] {
  const parties = new Map<string, Party>();
  const byAddress = new Map<string, string>();
  for (const child of [...(draft.routes.get(run.plan.routeRef) ?? [])].sort()) {
    if (run.children.get(child) === 'absent') continue;
    const at = run.plan.calls.findIndex(({ stopRef }) => stopRef === draft.passengers.get(child)?.boardingStopRef);
    for (const ref of [...(draft.families.get(child) ?? [])].sort()) {
      const guardian = draft.guardians.get(ref);
      if (guardian === undefined) continue;
      const address = addressOf(guardian);
      const key = parties.has(ref) || address === undefined || guardian.messages === 'none' ? ref : (byAddress.get(address) ?? ref);
      const known = parties.get(key);
      if (address !== undefined && guardian.messages !== 'none') byAddress.set(address, key);
      const stop = at < 0 ? known?.stop : Math.min(at, known?.stop ?? at);
      if (known === undefined) parties.set(key, { ref, guardianRef: ref, passengerRefs: [child], channel: guardian.messages, address, stop });
      else parties.set(key, { ...known, passengerRefs: known.passengerRefs.includes(child) ? known.passengerRefs : [...known.passengerRefs, child], stop });
    }
  }
  return [...parties.values()];
}

/** Who is told of a run, of an audience. A school or an operator without an address is nobody. */
export function partiesOf(audience: Audience, run: Run, draft: Pick<FleetDraft, 'routes' | 'families' | 'guardians' | 'passengers' | 'schools' | 'operators'>): readonly Party[] {
  const { schoolRef, operatorRef, direction, calls } = run.plan;
  if (audience === 'families') return familiesOf(run, draft);
  const stop = direction === 'from-school' ? 0 : calls.length - 1;
  if (audience === 'school') {
    const email = schoolRef === undefined ? undefined : draft.schools.get(schoolRef)?.email;
    return email === undefined || schoolRef === undefined ? [] : [{ ref: `school:${schoolRef}`, passengerRefs: [], channel: 'email', address: email, stop }];
  }
  const operator = operatorRef === undefined ? undefined : draft.operators.get(operatorRef);
  const telephone = operator?.telephone === undefined ? undefined : mobileOf([operator.telephone]);
  const address = operator?.email ?? telephone;
  return operator === undefined || address === undefined ? [] : [{ ref: `operator:${operator.operatorRef}`, passengerRefs: [], channel: operator.email === undefined ? 'sms' : 'email', address, stop }];
}

import type { FleetDraft } from './fleet.js';

/** Someone whose record is erased, with what names them elsewhere. */
export interface Forgotten {
  readonly kind: 'passenger' | 'guardian' | 'assistant';
  readonly ref: string;
}

/** Takes someone out of memory. Runs keep the reference of whom they carried; figures do not change [KEEP-8]. */
export function forget(draft: FleetDraft, forgotten: Forgotten): void {
  draft.forgotten.push(forgotten);
  const { kind, ref } = forgotten;
  if (kind === 'passenger') forgetPassenger(draft, ref);
  else if (kind === 'guardian') forgetGuardian(draft, ref);
  else {
    draft.assistants.delete(ref);
    draft.absences.delete(ref);
  }
}

function forgetPassenger(draft: FleetDraft, ref: string): void {
  const child = draft.passengers.get(ref);
  if (child === undefined) return;
  draft.passengers.delete(ref);
  draft.routes.set(child.routeRef, without(draft.routes.get(child.routeRef), ref));
  for (const guardianRef of draft.families.get(ref) ?? []) {
    const guardian = draft.guardians.get(guardianRef);
    if (guardian) draft.guardians.set(guardianRef, { ...guardian, passengerRefs: guardian.passengerRefs.filter((each) => each !== ref) });
  }
  draft.families.delete(ref);
  if (child.name !== undefined) forgetWords(draft, child.name.toLowerCase());
}

function forgetGuardian(draft: FleetDraft, ref: string): void {
  const guardian = draft.guardians.get(ref);
  draft.guardians.delete(ref);
  for (const child of guardian?.passengerRefs ?? []) draft.families.set(child, without(draft.families.get(child), ref));
}

/** What was written about a run and names the child goes with the child. */
function forgetWords(draft: FleetDraft, name: string): void {
  if (name.length <= 2) return;
  for (const [runRef, run] of draft.runs.entries()) {
    const messages = run.messages.filter(({ words }) => !words.toLowerCase().includes(name));
    if (messages.length < run.messages.length) draft.runs.set(runRef, { ...run, messages });
  }
}

const without = (refs: ReadonlySet<string> | undefined, ref: string): ReadonlySet<string> => new Set([...(refs ?? [])].filter((each) => each !== ref));

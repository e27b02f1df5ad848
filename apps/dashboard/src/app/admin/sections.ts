import type { Resource } from '@sightline/contracts';

/** A section of `/admin`: its path below it, what it is called, and the row of the access table that opens it. */
export interface Section {
  path: string;
  label: string;
  resource: Resource;
  /** What a number beside it counts, in words that go after it. */
  waits?: string;
}

/** In the order of the list. Each has its route in `app.routes.ts`. */
export const sections: readonly Section[] = [
  { path: 'sources', label: 'Sources', resource: 'feeds' },
  { path: 'imports', label: 'Imports', resource: 'reference-data' },
  { path: 'quarantine', label: 'Quarantine', resource: 'quarantine' },
  { path: 'devices', label: 'Devices', resource: 'devices' },
  { path: 'links', label: 'Links', resource: 'links' },
  { path: 'retention', label: 'Retention', resource: 'retention' },
  { path: 'rights', label: 'Rights', resource: 'subject-rights' },
  { path: 'audit', label: 'Audit', resource: 'audit', waits: 'to look at' },
  { path: 'accounts', label: 'Accounts', resource: 'accounts' },
];

import type { Resource, Role } from '@sightline/contracts';

/** A page of the application: where it is, what it is called, and the rows of the access table of which any opens it. */
export interface Page {
  path: string;
  label: string;
  resources: readonly Resource[];
  /** Whose own page it is: they land here. */
  home: readonly Role[];
}

/** The control room comes for the sources and links, managers for what is held back. */
export const administration: readonly Resource[] = ['feeds', 'retention'];

/** The pages in the order of the navigation. `/calls` belongs to whoever may search. */
export const pages: readonly Page[] = [
  { path: '/control', label: 'Control room', resources: ['fleet'], home: ['control', 'admin'] },
  { path: '/calls', label: 'Calls', resources: ['search'], home: ['calls'] },
  { path: '/backlog', label: 'Backlog', resources: ['backlog'], home: ['manager'] },
  { path: '/programme', label: 'Programme', resources: ['programme'], home: ['office', 'board'] },
  { path: '/sitrep', label: 'SitRep', resources: ['sitrep'], home: [] },
  { path: '/admin', label: 'Administration', resources: administration, home: [] },
];

export const landing = (role: Role): string => pages.find((page) => page.home.includes(role))?.path ?? '/backlog';

export const roleNames: Record<Role, string> = {
  control: 'Control room officer',
  calls: 'Contact-centre adviser',
  manager: 'Manager',
  office: 'Programme office',
  board: 'Board member',
  admin: 'Administrator',
};

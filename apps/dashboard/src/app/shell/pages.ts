import type { Resource, Role } from '@sightline/contracts';

/** A page of the application: where it is, what it is called, and the row of the access table that opens it. */
export interface Page {
  path: string;
  label: string;
  resource: Resource;
  /** Whose own page it is: they land here. */
  home: readonly Role[];
}

/** The pages in the order of the navigation. `/calls` belongs to whoever may search. */
export const pages: readonly Page[] = [
  { path: '/control', label: 'Control room', resource: 'fleet', home: ['control', 'admin'] },
  { path: '/calls', label: 'Calls', resource: 'search', home: ['calls'] },
  { path: '/backlog', label: 'Backlog', resource: 'backlog', home: ['manager'] },
  { path: '/programme', label: 'Programme', resource: 'programme', home: ['office', 'board'] },
  { path: '/sitrep', label: 'SitRep', resource: 'sitrep', home: [] },
  { path: '/admin', label: 'Administration', resource: 'feeds', home: [] },
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

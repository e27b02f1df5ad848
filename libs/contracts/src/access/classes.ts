import type { Resource, Role } from '../lists/access.js';
import type { LinkKind } from '../lists/links.js';

/** How much of a field someone gets. `masked`: something in its place that tells less, see {@link masks}. */
export type Sight = 'see' | 'masked' | 'not';
/** Where a field goes: onto the screen of whoever asks, or into a file (CSV, PDF) that they carry away. */
export type Medium = 'screen' | 'export';

/** Who is answered without a role: anyone, a machine, or the holder of a public link of a kind. */
export type OutsideScope = 'everyone' | 'feed' | 'device' | `link:${LinkKind}`;
/** Whose fields a row of the table is about. `signed-in`: routes that every person has, whatever their role. */
export type FieldScope = Exclude<Resource, 'link-pages'> | 'signed-in' | OutsideScope;

/** How a value is masked. The api has a function for each (`identity/fields/masks.ts`). */
export const masks = {
  pseudonym: 'a pseudonym in place of a reference: the same for the same person, and nothing else',
  initials: 'the initials of a name',
  'last-three': 'the last three digits of a number',
  dots: 'that there is something, and not what',
  'small-count': 'no count from 1 to 4',
  'small-figure': 'nothing that fewer than five cases or children stand behind; the feature that reckons it leaves it out, because that takes more than one field',
  references: 'a fact with pseudonyms in place of its references to people, and without anybody’s words',
} as const;
export type Mask = keyof typeof masks;

type Sights = Partial<Record<Role, Sight>>;

/** A kind of data: whom it concerns, and who gets it. A role that is not named gets nothing. */
export interface ClassRule {
  readonly words: string;
  /** It is about one child, its family, or one other person: never passed on unread, even where someone sees all of it. */
  readonly personal?: true;
  /** Of those whom the access table admits to the resource at all. */
  readonly roles: Sights;
  /** What it becomes in a file: never more than on the screen. `see` unless told. */
  readonly export?: Sight;
  readonly mask?: Mask;
  /** By the last name of the path, where a class holds more than one kind of value. */
  readonly masks?: Readonly<Record<string, Mask>>;
  /** Where a resource is an exception; it replaces `roles` whole. */
  readonly in?: Partial<Record<FieldScope, Sights>>;
}

const all: Sights = { control: 'see', calls: 'see', manager: 'see', office: 'see', board: 'see', admin: 'see' };
const room: Sights = { control: 'see', calls: 'see', manager: 'see', admin: 'see' };
const rule = (definition: ClassRule): ClassRule => definition;

/**
 * Every kind of data that leaves the server, with who may see it. A new kind begins with nobody.
 * Sources: contact-centre.md (one child, after verification), UK GDPR article 5(1)(c), OWASP ASVS 5.0 8.2.3.
 */
export const dataClasses = {
  operation: rule({ words: 'runs, vehicles, routes, schools, stops and times, and what is wrong with them', roles: all }),
  place: rule({ words: 'where a vehicle is or was', roles: room }),
  'child-count': rule({ words: 'how many children are concerned', roles: room }),
  'child-name': rule({ words: 'the name of a child', personal: true, roles: {}, in: { 'child-look-up': { calls: 'see' } }, export: 'not', mask: 'initials' }),
  'child-initials': rule({
    words: 'the initials of a child', personal: true,
    roles: { control: 'see' },
    in: { 'child-look-up': { calls: 'see' }, messages: { control: 'see', calls: 'masked', manager: 'masked', admin: 'masked' } },
    export: 'not',
    mask: 'dots',
  }),
  'child-reference': rule({
    words: 'the reference of a child', personal: true,
    roles: {},
    in: { 'child-look-up': { calls: 'see' }, search: { calls: 'see' }, contacts: { calls: 'see', manager: 'masked' }, retention: { manager: 'see', admin: 'see' }, 'subject-rights': { admin: 'see' }, 'signed-in': { control: 'see' } },
    export: 'masked',
    mask: 'pseudonym',
  }),
  'child-needs': rule({ words: 'what a child needs on the way: a wheelchair place, a harness, someone beside it', personal: true, roles: { control: 'see' }, export: 'not' }),
  'child-journey': rule({ words: 'where one child gets on and off, and whether it did', personal: true, roles: { control: 'see' }, in: { 'child-look-up': { calls: 'see' } }, export: 'not' }),
  'child-protection': rule({ words: 'that a court order or shielding stands, and what not to say', personal: true, roles: {}, in: { 'child-look-up': { calls: 'see' } }, export: 'not' }),
  'child-record': rule({ words: "a child's open cases and earlier calls", personal: true, roles: {}, in: { 'child-look-up': { calls: 'see' } }, export: 'not' }),
  'child-hit': rule({ words: 'what a search found: a run, vehicle or school; a case by its reference; for an adviser also a child by initials and school', personal: true, roles: room, export: 'not' }),
  guardian: rule({
    words: 'who a guardian is to a child, and the reference of the guardian', personal: true,
    roles: {},
    in: { 'child-look-up': { calls: 'see' }, 'signed-in': { control: 'see' } },
    export: 'masked',
    mask: 'dots',
    masks: { guardianRef: 'pseudonym' },
  }),
  verification: rule({ words: 'how a caller is verified: what can be asked and whether it fitted, never what is held', personal: true, roles: {}, in: { 'child-look-up': { calls: 'see' } }, export: 'not' }),
  'family-message': rule({ words: "what was sent to one child's family, and what became of it", personal: true, roles: {}, in: { 'child-look-up': { calls: 'see' }, contacts: { calls: 'see', manager: 'see' } }, export: 'not' }),
  'message-words': rule({ words: 'what all families, schools or operators of a run are told; nobody is named in it', roles: room }),
  call: rule({ words: 'a call: what was asked, told and noted by the adviser', personal: true, roles: { calls: 'see', manager: 'see' } }),
  note: rule({ words: 'what the control room notes for itself, in free words', personal: true, roles: { control: 'see', manager: 'see' } }),
  case: rule({ words: 'a case by its reference: type, stage, dates, clocks', roles: { control: 'see', calls: 'see', manager: 'see' } }),
  'case-worker': rule({ words: 'who has a case', personal: true, roles: { control: 'masked', calls: 'masked', manager: 'see' }, mask: 'pseudonym' }),
  'case-words': rule({ words: 'what is wrong with a case as it was told', roles: { manager: 'see' } }),
  'crew-reference': rule({ words: 'the reference of a driver or guide', personal: true, roles: { control: 'see', calls: 'masked', manager: 'see', admin: 'see' }, in: { runs: { control: 'see', calls: 'masked', manager: 'see', admin: 'masked' } }, mask: 'pseudonym' }),
  'crew-contact': rule({
    words: "a guide's name, telephone and training", personal: true,
    roles: { control: 'see' },
    in: { 'child-look-up': { calls: 'see' } },
    export: 'masked',
    mask: 'dots',
    masks: { name: 'initials', guide: 'initials', telephone: 'last-three' },
  }),
  'business-contact': rule({ words: 'the telephone of an operator, a school or the council', roles: room }),
  'staff-name': rule({ words: 'the account of a colleague who did something, so that it can be asked about', roles: all }),
  figure: rule({ words: 'figures of many cases or runs, with their formulas', roles: all }),
  'small-count': rule({ words: 'counts that could be so small that they tell of one child', roles: { ...all, board: 'masked' }, mask: 'small-count' }),
  'small-figure': rule({ words: 'figures that could stand on so few that they tell of one child', roles: { ...all, board: 'masked' }, mask: 'small-figure' }),
  programme: rule({ words: 'the improvement plan: items, ratings, risks, and people by their office only', roles: all }),
  import: rule({ words: 'what an import did: counts, lines, columns and reasons', roles: { manager: 'see', office: 'see', admin: 'see' } }),
  'import-job': rule({ words: 'imports under way and of the past, and saved profiles of columns', roles: { manager: 'see', office: 'see', admin: 'see' } }),
  imported: rule({ words: "cells of the sender's own file, personal ones masked by the reader", roles: { manager: 'see', office: 'see', admin: 'see' }, export: 'not' }),
  administration: rule({ words: 'sources, devices, links and refused events: settings and states', roles: all }),
  'audit-detail': rule({ words: 'references, settings and counts in a record of the audit', personal: true, roles: { admin: 'see' }, export: 'masked', mask: 'references' }),
  'event-data': rule({ words: 'a fact as it was accepted', personal: true, roles: { admin: 'masked' }, mask: 'references' }),
  account: rule({ words: 'accounts: name, role, when last seen', roles: { admin: 'see' } }),
  'own-account': rule({ words: "the caller's own account", personal: true, roles: all }),
  secret: rule({ words: 'a secret or address that opens something, for who has just made or asked for it', personal: true, roles: all, export: 'not' }),
} as const satisfies Record<string, ClassRule>;
export type DataClass = keyof typeof dataClasses;
export const dataClassNames = Object.keys(dataClasses) as DataClass[];

/** Rows of the field table: scope, kind of data, paths of fields. */
export type FieldRows = { readonly [S in FieldScope]?: { readonly [C in DataClass]?: readonly string[] } };

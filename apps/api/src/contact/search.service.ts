import { Injectable } from '@nestjs/common';
import type { SearchItem, SearchReply } from '@sightline/contracts';
import { mayAccess, transportArea } from '@sightline/contracts';
import { childQuestion, numberSaid, ranked, termOf } from '@sightline/domain';
import type { ChildQuestion, Term } from '@sightline/domain';
import { CaseSearchQueries } from '../casework/case-search.queries.js';
import type { FoundCase } from '../casework/case-search.queries.js';
import type { AccountPrincipal } from '../identity/principal.js';
import { ChildrenQueries } from '../transport/children.queries.js';
import type { FoundChild } from '../transport/children.queries.js';
import { FindableQueries } from '../transport/findable.queries.js';
import { ChildSearches } from './child-searches.js';
import { runCandidates } from './run-candidates.js';
import type { Candidate } from './run-candidates.js';

const mostFound = 20;
/** Children are told apart by asking on, not by reading a list. */
export const mostChildren = 5;
/** Names of what runs today are prepared once; more than a day's are not kept. */
const mostTerms = 50_000;

/** One box: whatever a caller can say, in one order. What may be found follows the access table. */
@Injectable()
export class Search {
  private readonly terms = new Map<string, Term>();

  constructor(
    private readonly transport: FindableQueries,
    private readonly cases: CaseSearchQueries,
    private readonly children: ChildrenQueries,
    private readonly childSearches: ChildSearches,
  ) {}

  /** The best answers first, each with the run that answers at `now` (epoch milliseconds), if there is one. */
  async find(words: string, principal: AccountPrincipal, now: number): Promise<SearchReply> {
    const typed = numberSaid(words);
    const mayFindChildren = mayAccess(principal.role, 'child-look-up', 'act');
    const question = mayFindChildren ? childQuestion(typed, new Date(now).toISOString().slice(0, 10)) : undefined;
    if (question !== undefined) await this.childSearches.admit(principal.accountId, now);
    const [cases, children] = await Promise.all([this.casesFor(principal, typed), question === undefined ? [] : this.children.find(question)]);
    const about = mayFindChildren ? await this.subjects(cases, children) : [];
    const shown = [...children, ...about].slice(0, mostChildren);
    if (question !== undefined) await this.childSearches.found(principal.accountId, shown.map(({ passengerRef }) => passengerRef), now);
    const transport = { runs: this.transport.runs(), schools: this.transport.schools(), vehicles: this.transport.vehicles(), routes: this.transport.routes(), term: this.term };
    const items = ranked(typed, [...runCandidates(transport, now), ...cases.map((one) => this.caseCandidate(one, mayFindChildren)), ...shown.map(childCandidate)], mostFound).map(({ item }) => item());
    return { items, ...(question !== undefined && children.length > mostChildren && { advice: adviceFor(question) }) };
  }

  /** Who manages cases finds all, the control room those of transport; an adviser one of those by its whole reference, as its caller reads it out. */
  private async casesFor({ role }: AccountPrincipal, typed: string): Promise<FoundCase[]> {
    if (mayAccess(role, 'cases', 'act')) return this.cases.find(typed);
    if (mayAccess(role, 'child-look-up', 'act')) return this.cases.whole(typed, transportArea);
    return mayAccess(role, 'cases') ? this.cases.find(typed, transportArea) : [];
  }

  /** The children that found cases are about: their cases are shown once the caller is verified. */
  private async subjects(cases: readonly FoundCase[], known: readonly FoundChild[]): Promise<FoundChild[]> {
    const refs = new Set(cases.flatMap(({ subjectRef }) => subjectRef ?? []));
    for (const { passengerRef } of known) refs.delete(passengerRef);
    const found = await Promise.all([...refs].slice(0, mostChildren).map((ref) => this.children.one(ref)));
    return found.filter((child) => child !== undefined);
  }

  private caseCandidate({ caseRef, caseType, serviceArea, state, subjectRef }: FoundCase, mayFindChildren: boolean): Candidate {
    const passengerRef = mayFindChildren ? (subjectRef ?? undefined) : undefined;
    return { terms: [this.term(caseRef)], item: () => ({ kind: 'case', ref: caseRef, label: caseRef, detail: `${caseType.replaceAll('-', ' ')}, ${serviceArea}, ${state}`, ...(passengerRef !== undefined && { passengerRef }) }) };
  }

  private readonly term = (name: string): Term => {
    const known = this.terms.get(name);
    if (known !== undefined) return known;
    if (this.terms.size >= mostTerms) this.terms.clear();
    const made = termOf(name);
    this.terms.set(name, made);
    return made;
  };
}

function childCandidate({ passengerRef, initials, schoolName, judged }: FoundChild): Candidate {
  const item: SearchItem = { kind: 'child', ref: passengerRef, label: initials, detail: schoolName ?? 'opens with a banner' };
  return { judged, item: () => item };
}

/** What tells the children of one name, or of one home, apart. */
const adviceFor = ({ postcodeKey, telephoneKey }: ChildQuestion): NonNullable<SearchReply['advice']> =>
  postcodeKey !== undefined || telephoneKey !== undefined ? 'ask-name' : 'ask-birth-date';

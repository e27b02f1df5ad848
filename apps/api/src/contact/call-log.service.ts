import { ConflictException, Injectable } from '@nestjs/common';
import { callOutcomeWords } from '@sightline/contracts';
import type { ContactReply, NewContact } from '@sightline/contracts';
import { followUps } from '@sightline/domain';
import { CasesQueries } from '../casework/cases.queries.js';
import { Config } from '../config/config.js';
import { CivilDay } from '../engine/civil-day.js';
import type { Incoming } from '../engine/decider.js';
import { Engine } from '../engine/engine.js';
import type { AccountPrincipal } from '../identity/principal.js';
import { RunNowQueries } from '../transport/run-now.queries.js';
import { caseRefOf } from './case-ref.js';
import { ContactQueries } from './contacts.queries.js';

/** Logs calls: the contact and what follows from it are handed to the engine together, which stores them together. */
@Injectable()
export class CallLog {
  private readonly day: CivilDay;

  constructor(
    private readonly engine: Engine,
    private readonly runs: RunNowQueries,
    private readonly cases: CasesQueries,
    private readonly contacts: ContactQueries,
    config: Config,
  ) {
    this.day = new CivilDay(config.timeZone);
  }

  /** `passengerRef`: of the verified look-up. Resolves once it is stored; the same call again is answered in the same way. */
  async log(call: NewContact, { accountId, username, role }: AccountPrincipal, passengerRef: string | undefined, now: number): Promise<ContactReply> {
    const { contactRef, outcome, runRef } = call;
    const before = await this.contacts.one(contactRef);
    if (before !== undefined && (before.adviserRef !== username || before.outcome !== callOutcomeWords[outcome])) throw new ConflictException({ message: 'This call is logged already.', action: 'Add a note to it, or log another.' });
    const caseRef = caseRefOf(contactRef, outcome === 'complaint' ? 'complaint' : 'call-back');
    const run = runRef === undefined ? undefined : this.runs.of(runRef, now);
    const follow = followUps({ ...call, passengerRef, run, openAlerts: runRef === undefined ? [] : this.runs.openAlerts(runRef), caseRef, adviserRef: username, at: new Date(now).toISOString(), today: this.day.at(now) });
    const events = follow.map(({ type, id, data }): Incoming => ({ source: `person:${username}`, id, type, data, receivedAt: now, actor: { accountId, username, role } }));
    const outcomes = await this.engine.submit(events);
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? each.problems : []));
    if (refused.length > 0) throw new ConflictException({ message: 'This call cannot be logged like this.', problems: refused });
    const opened = follow.some(({ type }) => type === 'case.opened');
    const dueDate = opened ? this.cases.one(caseRef)?.dueDate : undefined;
    return { contactRef, at: before?.at ?? new Date(now).toISOString(), ...(opened && { caseRef }), ...(dueDate !== undefined && { dueDate }) };
  }
}

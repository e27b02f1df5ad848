import { Injectable } from '@nestjs/common';
import { crewProblems } from '@sightline/contracts';
import type { EventData, EventType, FieldProblem, LinkSubject } from '@sightline/contracts';
import { crewPhone } from '@sightline/domain';
import type { Incoming } from '../../engine/decider.js';
import { CrewQueries } from '../../transport/crew.queries.js';
import type { CrewLink } from '../../transport/crew.queries.js';

const problem = (path: string, message: string): FieldProblem => ({ path, message });
/** A delay's cause is published: a crew chooses one and writes none, for its words may be about a child. */
const causes: ReadonlySet<string> = new Set(crewProblems.map(({ cause }) => cause));

/**
 * [LINK-66] A crew speaks of the runs of its link, at their time, of the children on them, as itself. A phone that was
 * offline may tell of its run long afterwards: what counts is the moment at which it happened.
 */
@Injectable()
export class CrewScope {
  constructor(private readonly crews: CrewQueries) {}

  problem(subject: LinkSubject, event: Incoming): FieldProblem | undefined {
    const { data, type } = event;
    const link: CrewLink = { linkRef: event.source.slice('link:'.length), subject };
    const runRef = 'runRef' in data ? data.runRef : undefined;
    if (runRef === undefined) return problem('data.runRef', 'is missing: a crew speaks of its run');
    const wrong = this.crews.refusal(link, runRef, momentOf(event));
    if (wrong !== undefined) return problem('data.runRef', wrong);
    if ('passengerRef' in data && data.passengerRef !== undefined && !this.crews.isOn(runRef, data.passengerRef)) return problem('data.passengerRef', 'is no child of this run');
    return rules[type]?.(data as never, link);
  }
}

/** What each type may say besides, by name. */
const rules: { readonly [T in EventType]?: (data: EventData<T>, link: CrewLink) => FieldProblem | undefined } = {
  'vehicle.positioned': ({ vehicleRef }, { linkRef }) => (vehicleRef === crewPhone(linkRef) ? undefined : problem('data.vehicleRef', 'is not this phone')),
  'crew.signed-in': asItself,
  'crew.walked': asItself,
  'run.delayed': ({ cause, message, effect, until }) => {
    if (!causes.has(cause)) return problem('data.cause', 'is none of the causes that a crew can choose');
    return message === undefined && effect === undefined && until === undefined ? undefined : problem('data.message', 'is for the control room to write');
  },
  'note.added': ({ caseRef, alertRef }) => (caseRef === undefined && alertRef === undefined ? undefined : problem('data.runRef', 'is what a crew writes about, and nothing else')),
};

function asItself({ role, ref }: EventData<'crew.signed-in'>, { linkRef, subject }: CrewLink): FieldProblem | undefined {
  if (subject.assistantRef !== undefined && role !== 'assistant') return problem('data.role', 'is not that of the guide to whom this link belongs');
  return ref === (subject.assistantRef ?? crewPhone(linkRef)) ? undefined : problem('data.ref', 'is not that of this link');
}

/** When it happened, epoch milliseconds. */
function momentOf({ data, occurredAt, receivedAt }: Incoming): number {
  if ('recordedAt' in data) return Date.parse(data.recordedAt);
  return 'at' in data ? Date.parse(data.at) : (occurredAt ?? receivedAt);
}

import { Injectable } from '@nestjs/common';
import type { FieldProblem, LinkSubject } from '@sightline/contracts';
import type { Incoming } from '../../engine/decider.js';
import { LinkSubjectQueries } from '../../transport/link-subjects.queries.js';

/** An operator speaks of the runs that it works, of nobody else's. A run that is not known is not its own. */
@Injectable()
export class OperatorScope {
  constructor(private readonly subjects: LinkSubjectQueries) {}

  problem({ operatorRef }: LinkSubject, { data }: Incoming): FieldProblem | undefined {
    const runRef = 'runRef' in data ? data.runRef : undefined;
    const run = runRef === undefined ? undefined : this.subjects.run(runRef);
    return operatorRef !== undefined && run?.plan.operatorRef === operatorRef ? undefined : { path: 'data.runRef', message: 'is no run of yours of these days' };
  }
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { bankHolidayDivisions, civilDate, title } from '@sightline/contracts';
import type { BankHolidayDivision, HolidaysSummary, ImportProblem, ImportReply } from '@sightline/contracts';
import { recount, rulesWith, withHolidays } from '@sightline/domain';
import type { Divisions } from '@sightline/domain';
import * as z from 'zod';
import type { Incoming } from '../../engine/decider.js';
import { Engine } from '../../engine/engine.js';
import type { JobResult, Progress } from '../../files/import-jobs.js';
import type { Principal } from '../../identity/principal.js';
import { CaseworkState } from '../casework.state.js';

const division = z.object({ events: z.array(z.object({ date: civilDate, title })).min(1).max(1000) });
/** As GOV.UK publishes it: https://www.gov.uk/bank-holidays.json, Open Government Licence. */
const published = z.object(Object.fromEntries(bankHolidayDivisions.map((name) => [name, division.optional()])) as Record<BankHolidayDivision, z.ZodOptional<typeof division>>);
type Published = z.output<typeof published>;

interface Read {
  readonly lists: readonly { readonly division: BankHolidayDivision; readonly holidays: readonly { readonly date: string; readonly title: string }[] }[];
  readonly divisions: Divisions;
}

/** Takes the bank holidays as they are published; open clocks are counted anew. */
@Injectable()
export class BankHolidaysImport {
  constructor(
    private readonly engine: Engine,
    private readonly state: CaseworkState,
  ) {}

  async take(bytes: Uint8Array<ArrayBuffer>, { preview, principal }: { readonly preview: boolean; readonly principal: Principal }, progress: Progress): Promise<JobResult> {
    progress.step('reading the file');
    const reply: ImportReply = { preview, added: 0, changed: 0, unchanged: 0, rejected: [] };
    const read = this.read(bytes);
    if ('problems' in read) return { reply: { ...reply, rejected: read.problems }, rejects: [] };
    const holidays = this.compare(read);
    for (const each of holidays.divisions) {
      reply.added += each.added;
      reply.changed += each.changed + each.removed;
      reply.unchanged += each.unchanged;
    }
    if (!preview && reply.added + reply.changed > 0) reply.rejected = await this.store(read, principal);
    return { reply: { ...reply, holidays }, rejects: [] };
  }

  private read(bytes: Uint8Array): Read | { readonly problems: ImportProblem[] } {
    const file = readJson(bytes);
    if (file === undefined) return { problems: [problem('', 'The file is no JSON: send bank-holidays.json as GOV.UK publishes it.')] };
    const { data, error } = published.safeParse(file);
    if (data === undefined) return { problems: error.issues.map(({ path, message }) => problem(path.map(String).join('.'), message)) };
    const lists = bankHolidayDivisions.flatMap((name) => listOf(data, name));
    if (lists.length === 0) return { problems: [problem('', `The file has none of ${bankHolidayDivisions.join(', ')}: send bank-holidays.json as GOV.UK publishes it.`)] };
    let { divisions } = this.state;
    const problems: ImportProblem[] = [];
    for (const { division: name, holidays } of lists) {
      const list = withHolidays(divisions[name], holidays, true);
      if ('message' in list) problems.push(problem(name, list.message));
      else divisions = { ...divisions, [name]: list };
    }
    return problems.length > 0 ? { problems } : { lists, divisions };
  }

  private compare({ lists, divisions }: Read): HolidaysSummary {
    return {
      divisions: lists.map(({ division: name, holidays }) => {
        const before = new Map(this.state.divisions[name].holidays.map((holiday) => [holiday.date, holiday.title]));
        const after = new Map(divisions[name].holidays.map((holiday) => [holiday.date, holiday.title]));
        const count = (is: (date: string, name: string) => boolean): number => [...after].filter(([date, words]) => is(date, words)).length;
        const dates = holidays.map(({ date }) => date).sort();
        return {
          division: name,
          added: count((date) => !before.has(date)),
          changed: count((date, words) => before.has(date) && before.get(date) !== words),
          removed: [...before.keys()].filter((date) => !after.has(date)).length,
          unchanged: holidays.filter(({ date, title: words }) => before.get(date) === words).length,
          from: dates[0] ?? '',
          until: dates.at(-1) ?? '',
        };
      }),
      dueDatesMoved: this.dueDatesMoved(divisions),
    };
  }

  private dueDatesMoved(divisions: Divisions): number {
    const rules = rulesWith(divisions, this.state.rules);
    const recounted = recount(this.state.cases.values(), { before: this.state.divisions, after: divisions }, rules, this.state.figures.today);
    return [...recounted].reduce((sum, { moved }) => sum + moved.length, 0);
  }

  private async store({ lists }: Read, principal: Principal): Promise<ImportProblem[]> {
    const actor = principal.kind === 'account' ? { accountId: principal.accountId, username: principal.username, role: principal.role } : undefined;
    const events = lists.map(({ division: name, holidays }): Incoming => {
      const data = { division: name, holidays: [...holidays], wholeYears: true };
      // What was known before is part of the id: a list that was published once may be right again.
      const id = createHash('sha256').update(JSON.stringify([data, this.state.divisions[name].holidays])).digest('hex').slice(0, 40);
      return { source: 'import:bank-holidays', id, type: 'bank-holidays.published', data, receivedAt: Date.now(), ...(actor && { actor }) };
    });
    const outcomes = await this.engine.submit(events);
    return outcomes.flatMap((outcome, index) => (outcome.status === 'rejected' ? outcome.problems.map(({ message }) => problem(lists[index]?.division ?? '', message)) : []));
  }
}

const problem = (column: string, reason: string): ImportProblem => ({ line: 0, column, value: '', reason });
const listOf = (data: Published, name: BankHolidayDivision): Read['lists'] => (data[name] === undefined ? [] : [{ division: name, holidays: data[name].events }]);

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

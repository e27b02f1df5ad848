import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { importLimits } from '@sightline/contracts';
import type { CaseImportProfile, ImportProblem, ImportReply } from '@sightline/contracts';
import type { CaseEvent } from '@sightline/domain';
import { Engine } from '../../engine/engine.js';
import { FeedGate } from '../../engine/feed-gate.js';
import type { JobResult, Progress } from '../../files/import-jobs.js';
import { submitPatiently } from '../../files/patient-submit.js';
import { readSheet } from '../../files/sheet-file.js';
import type { Principal } from '../../identity/principal.js';
import { CaseworkState } from '../casework.state.js';
import { CaseRows, idOf } from './case-rows.js';

export interface CaseImportOptions {
  readonly profile: CaseImportProfile;
  readonly preview: boolean;
  readonly principal: Principal;
}

/** Rows that are stored at a time, and rows after which the event loop is given back. */
const portion = 400;
const source = 'import:cases';

interface Work {
  readonly options: CaseImportOptions;
  readonly rows: CaseRows;
  readonly reply: ImportReply;
  readonly problems: ImportProblem[];
  readonly rejects: Record<string, string | number>[];
}
/** An event with the row that it comes from. */
interface Step {
  readonly place: number;
  readonly event: CaseEvent;
  readonly knownSince: number | undefined;
  readonly became: 'added' | 'changed';
}

/** Takes a spreadsheet of cases: good rows go in, the others are told by line and column. The same file again changes nothing. */
@Injectable()
export class CaseImport {
  constructor(
    private readonly engine: Engine,
    private readonly gate: FeedGate,
    private readonly state: CaseworkState,
  ) {}

  async take(bytes: Uint8Array<ArrayBuffer>, options: CaseImportOptions, progress: Progress): Promise<JobResult> {
    progress.step('reading the file');
    const { profile, preview } = options;
    const reply: ImportReply = { preview, added: 0, changed: 0, unchanged: 0, rejected: [] };
    const table = await readSheet({ bytes, textOnly: false, sheet: profile.sheet, mostRows: importLimits.sheetRows });
    if ('kind' in table) return { reply: { ...reply, rejected: [{ line: table.line, column: '', value: '', reason: table.reason }] }, rejects: [] };
    const rows = CaseRows.of(table, profile, this.state.rules);
    if (rows.refusal !== undefined) return { reply: { ...reply, rejected: [rows.refusal], sheet: rows.summary() }, rejects: [] };
    const work: Work = { options, rows, reply, problems: [], rejects: [] };
    const { places } = rows;
    progress.step(preview ? 'checking rows' : 'importing rows', places.length);
    // What a council loads is real data: with it an empty database is decided to be no demonstration.
    if (!preview) await this.gate.admits([{ source }]);
    for (let at = 0; at < places.length; at += portion) {
      const some = places.slice(at, at + portion);
      const steps = this.check(some, work);
      if (preview || steps.length === 0) await setImmediate();
      else await this.store(steps, work, (words) => {
        progress.step(words, places.length);
        progress.advance(at);
      });
      progress.advance(some.length);
    }
    const problems = work.problems.sort((a, b) => a.line - b.line);
    return { reply: { ...reply, rejected: problems.slice(0, importLimits.problems), problems: problems.length, rejectedRows: work.rejects.length, sheet: rows.summary() }, rejects: work.rejects };
  }

  private check(places: readonly number[], { rows, reply, problems, rejects }: Work): Step[] {
    const steps: Step[] = [];
    for (const place of places) {
      const outcome = rows.read(place, (caseRef) => this.state.cases.get(caseRef)?.record);
      if (outcome.became === 'left out') continue;
      if (outcome.became === 'rejected') {
        problems.push(...outcome.problems);
        rejects.push(rows.asItCame(place, outcome.problems));
        continue;
      }
      const { became } = outcome;
      reply[became] += 1;
      const knownSince = this.state.cases.get(outcome.caseRef)?.changedAt;
      if (became !== 'unchanged') steps.push(...outcome.events.map((event) => ({ place, event, knownSince, became })));
    }
    return steps;
  }

  /** When the database goes away it waits, and goes on where it was: `say` tells so. */
  private async store(steps: readonly Step[], { options: { principal, profile }, rows, reply, problems, rejects }: Work, say: (words: string) => void): Promise<void> {
    const actor = principal.kind === 'account' ? { accountId: principal.accountId, username: principal.username, role: principal.role } : undefined;
    const events = steps.map(({ event, knownSince }) => ({ source, id: idOf(profile.name, event, knownSince), type: event.type, data: event.data, receivedAt: Date.now(), ...(actor && { actor }) }));
    const outcomes = await submitPatiently(this.engine, events, (isAway) => say(isAway ? 'waiting for the database' : 'importing rows'));
    const told = new Set<number>();
    for (const [index, outcome] of outcomes.entries()) {
      const step = steps[index];
      if (outcome.status !== 'rejected' || step === undefined || told.has(step.place)) continue;
      // It was counted before the engine had its say: someone changed the case meanwhile.
      told.add(step.place);
      reply[step.became] -= 1;
      const refused = outcome.problems.map(({ message }) => ({ line: rows.lineOf(step.place), column: '', value: '', reason: message }));
      problems.push(...refused);
      rejects.push(rows.asItCame(step.place, refused));
    }
  }
}

import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { eventSchemas, importLimits } from '@sightline/contracts';
import type { PlanImportProfile, PlanPeriods } from '@sightline/contracts';
import { planStepsFor, readPlan } from '@sightline/domain';
import type { PlanEvent, PlanItem, Programme } from '@sightline/domain';
import { Engine } from '../../engine/engine.js';
import { FeedGate } from '../../engine/feed-gate.js';
import type { JobResult, Progress } from '../../files/import-jobs.js';
import { submitPatiently } from '../../files/patient-submit.js';
import { readBook } from '../../files/sheet-file.js';
import type { Principal } from '../../identity/principal.js';
import { ProgrammeState } from '../programme.state.js';
import { PlanReport, planSheetOf } from './plan-report.js';

export interface PlanImportOptions {
  readonly profile: PlanImportProfile;
  readonly periods: PlanPeriods;
  readonly preview: boolean;
  readonly principal: Principal;
}

/** Items that are stored at a time, and after which the event loop is given back. */
const portion = 50;
const source = 'import:programme';

interface Step {
  readonly item: PlanItem;
  readonly event: PlanEvent;
  readonly id: string;
  readonly became: 'added' | 'changed' | 'unchanged';
}

/** Takes an action plan: good rows go in as ordinary events, the others are told by sheet, line and column. The same file again changes nothing. */
@Injectable()
export class PlanImport {
  constructor(
    private readonly engine: Engine,
    private readonly gate: FeedGate,
    private readonly state: ProgrammeState,
  ) {}

  async take(bytes: Uint8Array<ArrayBuffer>, options: PlanImportOptions, progress: Progress): Promise<JobResult> {
    progress.step('reading the file');
    const { profile, periods, preview } = options;
    const book = await readBook({ bytes, textOnly: false, mostRows: importLimits.planRows });
    if ('kind' in book) return PlanReport.refused(preview, { line: book.line, column: '', value: '', reason: book.reason });
    const sheets = book.map(planSheetOf);
    const missing = profile.sheets?.find((name) => book.length > 1 && !sheets.some((sheet) => sheet.name === name));
    if (missing !== undefined) return PlanReport.refused(preview, { line: 0, column: '', value: missing, reason: 'The workbook has no sheet of this name: choose the sheets anew.' });
    await setImmediate();
    const reading = readPlan(sheets, { profile, periods, known: this.state.programme });
    if ('refusal' in reading) return PlanReport.refusedAs(preview, reading, profile);
    const report = new PlanReport(preview, reading, profile);
    progress.step(preview ? 'checking items' : 'importing items', reading.items.length);
    // What a council loads is real data: with it an empty database is decided to be no demonstration.
    if (!preview) await this.gate.admits([{ source }]);
    let after = this.state.programme;
    for (let at = 0; at < reading.items.length; at += portion) {
      const some = reading.items.slice(at, at + portion);
      const steps = this.check(some, report, profile.name);
      if (preview) after = withEvents(after, steps);
      else await this.store(steps, options, report, (words) => {
        progress.step(words, reading.items.length);
        progress.advance(at);
      });
      await setImmediate();
      progress.advance(some.length);
    }
    return report.result(preview ? after : this.state.programme, this.state.read);
  }

  private check(items: readonly PlanItem[], report: PlanReport, profile: string): Step[] {
    const { programme, today } = this.state;
    return items.flatMap((item) => {
      const steps = planStepsFor(item, programme, today);
      if ('problem' in steps) {
        report.reject(item, [{ column: '', reason: steps.problem }]);
        return [];
      }
      const issues = steps.events.flatMap(({ type, data }) => eventSchemas[type].safeParse(data).error?.issues ?? []);
      if (issues.length > 0) {
        report.reject(item, issues.map(({ path, message }) => ({ column: path.map(String).join('.'), reason: message })));
        return [];
      }
      report.count(steps);
      return steps.events.map((event) => ({ item, event, id: idOf(profile, event, programme), became: steps.became }));
    });
  }

  /** When the database goes away it waits, and goes on where it was: `say` tells so. */
  private async store(steps: readonly Step[], { principal }: PlanImportOptions, report: PlanReport, say: (words: string) => void): Promise<void> {
    if (steps.length === 0) return;
    const actor = principal.kind === 'account' ? { accountId: principal.accountId, username: principal.username, role: principal.role } : undefined;
    const events = steps.map(({ event: { type, data }, id }) => ({ source, id, type, data, receivedAt: Date.now(), ...(actor && { actor }) }));
    const outcomes = await submitPatiently(this.engine, events, (isAway) => say(isAway ? 'waiting for the database' : 'importing items'));
    for (const [index, outcome] of outcomes.entries()) {
      const step = steps[index];
      if (outcome.status === 'rejected' && step !== undefined) report.refuse(step.item, step.became, outcome.problems.map(({ path, message }) => ({ column: path, reason: message })));
    }
  }
}

/** The plan with what the events say, for a preview: nothing of the live one is changed. */
function withEvents(programme: Programme, steps: readonly Step[]): Programme {
  const items = new Map(programme.items);
  const assessments = new Map(programme.assessments);
  for (const { event, id } of steps) {
    const { itemRef } = event.data;
    if (event.type === 'programme.item-upserted') items.set(itemRef, { ...event.data, version: id });
    else {
      // A file overrules no gate.
      const { overruled: _, ...said } = event.data;
      assessments.set(itemRef, [...(assessments.get(itemRef) ?? []), { ...said, id }]);
    }
  }
  return { ...programme, items, assessments };
}

/**
 * The id of an event: by profile, content, and what was last said of the item, also where it has left the plan since.
 * The same row sent again while it is under way is the same event; sent after someone changed the item it is another one.
 */
function idOf(profile: string, { type, data }: PlanEvent, { histories, assessments }: Programme): string {
  const last = type === 'programme.item-upserted' ? histories.item.get(data.itemRef)?.at(-1)?.id : assessments.get(data.itemRef)?.at(-1)?.id;
  return createHash('sha256').update(JSON.stringify([profile, type, data, last ?? null])).digest('hex').slice(0, 40);
}

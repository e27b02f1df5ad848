import type { FieldRows } from '../classes.js';
import { paths } from '../paths.js';
import { importFields } from './imports.js';

/** What casework can send. */
export const caseworkFields = {
  cases: {
    ...importFields,
    case: paths(`
      items.{importId kind fileName state startedAt finishedAt added changed unchanged withdrawn rejected caseRef caseType stage channel
      serviceArea reason receivedDate closedDate outcome contactRef dueDate dueClock overdue dueSoon ageDays field value label count key
      open oldestDays due duePerDay clock oldDueDate newDueDate why} nextCursor dueUntil formula asOf caseRef caseType stage channel
      serviceArea reason receivedDate closedDate outcome contactRef dueDate dueClock overdue dueSoon ageDays clocks.{clock state
      startDate dueDate provisional stoppedDate usedPercent warnings.{percent date passed} whose working.{date counted why} source}
      changes.{caseRef clock oldDueDate newDueDate why changedAt} open arrivalsPerDay closuresPerDay plan.{workingDays closuresPerDay
      extraPerDay} counts.{kind label count}
    `),
    'staff-name': paths('items.{by changedBy} by changedBy'),
    'import-job': paths(`
      importId kind fileName state step done total startedAt finishedAt error items.{profile.{name sheet headerRow firstRow columns.*
      constants.* dateFormats valueMaps.*.*} changedAt usedAt} profile.{name sheet headerRow firstRow columns.* constants.* dateFormats
      valueMaps.*.*} changedAt usedAt
    `),
    'case-worker': paths('items.ownerRef ownerRef'),
    'case-words': paths('items.{explanation remedy}'),
  },
  backlog: {
    figure: paths(`
      items.{caseType label clockLabel trend.date completeness lastChangeAt division date title} asOf nextCursor caseType label
      clockLabel trend.date completeness lastChangeAt
    `),
    'small-count': paths(`
      items.{open dueSoon overdue paused arrivedToday closedToday trend.{open overdue}} open dueSoon overdue paused arrivedToday
      closedToday trend.{open overdue}
    `),
    'small-figure': paths(`
      items.{oldestDays onTimePercent onTimeOfClosedPercent onTimeWithoutExceptedPercent withoutExcepted closedWithClock closedOnTime
      netPerDay} oldestDays onTimePercent onTimeOfClosedPercent onTimeWithoutExceptedPercent withoutExcepted closedWithClock
      closedOnTime netPerDay
    `),
  },
  'casework-tables': {
    figure: paths('measure label unit formula from until items.{key label} total.{key label} asOf'),
    'small-figure': paths(`
      items.{value numerator denominator yearBefore changePercent values.*.**} total.{value numerator denominator yearBefore
      changePercent}
    `),
  },
} as const satisfies FieldRows;

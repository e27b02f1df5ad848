import type { FieldRows } from '../classes.js';
import { paths } from '../paths.js';
import { importFields } from './imports.js';

/** What the improvement plan can send. Nobody is in it but people in their office. */
export const programmeFields = {
  programme: {
    ...importFields,
    programme: paths(`
      items.{importId kind fileName state startedAt finishedAt added changed unchanged withdrawn rejected profile.{name sheets headerRow
      columns.* constants.* dateFormats valueMaps.*.*} itemRef parentRef title leadRole ledBy startDate dueDate version firstDueDate
      previousDueDate assessmentId rating previousRating previousOverruled travel commentary pathToGreen.{words date} assessedByRole
      assessedOn evidence overruled.{reason byRole at} unevidenced withoutWords children.{blue green amber red grey unrated ledElsewhere
      total} worstChild measures.{measureRef title unit target aim value asOf met sourceName live period formula problem suppressed
      stale trend.{since value change direction} watchedSince lastMetDate metSinceDate missedSinceDate recent.{date value}} period
      explanation sides.{rating words} proposed id counts frozen corrects correctedBy endDate taken.at actions.{blue green amber red
      grey unrated ledElsewhere total} projects.{blue green amber red grey unrated ledElsewhere total} of ref what from to fromOverruled
      toOverruled days riskRef description mitigation ownerRole scoreBefore scoreAfter itemRefs closedDate score previousScore change
      recommendationRef body finding recommendation theme originalDueDate anticipatedDate achievedDate immediateFix longTerm response
      obstacle category.{scheme code label} achieved lateDays expectedLateDays findings.{finding explanation} progress.{on response
      evidence category anticipatedDate} milestoneRef slippedDays decisionRef decidedDate outcome decided scheme categories.{code label
      achieved needsAnticipatedDate needsObstacle} *.** date value met lowest highest firstOffAt target aim readAt name label unit
      formula asOf numerator denominator since note family leavesOut better suppressed parameters.{name words several values.{value
      label}}} nextCursor profile.{name sheets headerRow columns.* constants.* dateFormats valueMaps.*.*} period previousPeriod periods
      counts.{workstreams.{blue green amber red grey unrated ledElsewhere total} projects.{blue green amber red grey unrated
      ledElsewhere total} actions.{blue green amber red grey unrated ledElsewhere total} period previousPeriod periods
      counts.{workstreams.{blue green amber red grey unrated ledElsewhere total} projects.{blue green amber red grey unrated
      ledElsewhere total} actions.{blue green amber red grey unrated ledElsewhere total}} change.{workstreams.{blue green amber red grey
      unrated ledElsewhere total} projects.{blue green amber red grey unrated ledElsewhere total} actions.{blue green amber red grey
      unrated ledElsewhere total}} percentages.* asTaken.{added removed workstreams.{itemRef title ledBy projects actions.{blue green
      amber red grey unrated ledElsewhere total}}}} change.{workstreams.{blue green amber red grey unrated ledElsewhere total}
      projects.{blue green amber red grey unrated ledElsewhere total} actions.{blue green amber red grey unrated ledElsewhere total}}
      percentages.* asTaken.{added removed workstreams.{itemRef title ledBy projects actions.{blue green amber red grey unrated
      ledElsewhere total}}} risks.{riskRef description mitigation ownerRole scoreBefore scoreAfter itemRefs closedDate version score
      previousScore change} recommendations.{recommendationRef body finding recommendation theme leadRole originalDueDate
      anticipatedDate achievedDate immediateFix longTerm response evidence obstacle category.{scheme code label} itemRefs version
      achieved lateDays expectedLateDays findings.{finding explanation} progress.{on response evidence category anticipatedDate}}
      milestones.{milestoneRef itemRef title dueDate achievedDate version firstDueDate slippedDays previousDueDate lateDays}
      decisions.{decisionRef title itemRefs dueDate decidedDate outcome version decided lateDays} schemes.{scheme body categories.{code
      label achieved needsAnticipatedDate needsObstacle} version} asOf itemRef red.missing blue.{reached greenSince earliestDate
      missing} contradictions.{kind itemRef period explanation sides.{rating words}} taken.at frozen dueDates.{on dueDate} from.{period
      frozen taken.at actions.{blue green amber red grey unrated ledElsewhere total} projects.{blue green amber red grey unrated
      ledElsewhere total} recorded} to.{period frozen taken.at actions.{blue green amber red grey unrated ledElsewhere total}
      projects.{blue green amber red grey unrated ledElsewhere total} recorded} programme title periodWords status trueAt demonstration
      headline sections.{id level heading blocks.{block words words.{strong warn rating overruled} tone items items.{strong warn rating
      overruled} caption total note cells.{rating count percent change} alt bars.{label parts.{rating count}} table columns.{label
      rating align share} rows.{cells.{words words.{strong warn rating overruled} span elsewhere} total} entries.{itemRef title rating
      overruled kind words words.{strong warn rating overruled} path path.{strong warn rating overruled} facts}}} version at data.**
      measure.{measureRef title unit target aim value asOf met sourceName live period formula problem suppressed stale trend.{since
      value change direction} watchedSince lastMetDate metSinceDate missedSinceDate recent.{date value}} watchedSince entry
      item.{itemRef kind parentRef title leadRole ledBy startDate dueDate version firstDueDate previousDueDate assessmentId rating
      previousRating previousOverruled travel commentary pathToGreen.{words date} assessedByRole assessedOn evidence overruled.{reason
      byRole at} unevidenced withoutWords children.{blue green amber red grey unrated ledElsewhere total} worstChild
      measures.{measureRef title unit target aim value asOf met sourceName live period formula problem suppressed stale trend.{since
      value change direction} watchedSince lastMetDate metSinceDate missedSinceDate recent.{date value}}} contradiction.{kind itemRef
      period explanation sides.{rating words}} suggestion.{itemRef period rating proposed explanation} risk.{riskRef description
      mitigation ownerRole scoreBefore scoreAfter itemRefs closedDate version score previousScore change}
      recommendation.{recommendationRef body finding recommendation theme leadRole originalDueDate anticipatedDate achievedDate
      immediateFix longTerm response evidence obstacle category.{scheme code label} itemRefs version achieved lateDays expectedLateDays
      findings.{finding explanation} progress.{on response evidence category anticipatedDate}} milestone.{milestoneRef itemRef title
      dueDate achievedDate version firstDueDate slippedDays previousDueDate lateDays} decision.{decisionRef title itemRefs dueDate
      decidedDate outcome version decided lateDays} scheme.{scheme body categories.{code label achieved needsAnticipatedDate
      needsObstacle} version} ref editor username role since
    `),
    'staff-name': paths('items.{by changedBy taken.by} by changedBy taken.by from.taken.by to.taken.by'),
    'import-job': paths(`
      importId kind fileName state step done total startedAt finishedAt error items.{changedAt usedAt} changedAt usedAt
    `),
  },
} as const satisfies FieldRows;

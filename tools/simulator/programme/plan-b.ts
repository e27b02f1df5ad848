import type { PlannedWorkstream } from './plan.ts';

export const reviews: PlannedWorkstream = {
  ref: 'B',
  title: 'SEND assessments and plans',
  lead: 'Assistant director, SEND and inclusion',
  projects: [
    { ref: 'B1', title: 'Quality of plans', lead: 'Principal SEND officer', actions: [
      'Agree what a good plan looks like', 'Check every plan before it is issued', 'Train writers in outcomes that can be measured', 'Write the child’s view in the child’s words', 'Audit forty plans a quarter with schools', 'Rewrite the plan template',
      'Give health and care advice a standard form', 'Share the best plans as examples', 'Ask parents about each new plan', 'Correct plans of children who moved', 'Specify and quantify provision in every plan', 'Report quality beside timeliness',
    ] },
    { ref: 'B2', title: 'Assessments within 20 weeks', lead: 'Head of SEND assessment and review', actions: [
      'Clear the assessments that are over 20 weeks', 'Decide whether to assess within six weeks', 'Ask for all advice on one day', 'Chase advice at week ten', 'Educational psychologists in post', 'Hold decision panels twice a week',
      'Give each caseworker a limit of cases', 'Show every case’s clock to its caseworker', 'Tell families at each stage what comes next', 'Agree with health how late advice is raised', 'Use locum advice for the oldest cases', 'Project the year’s requests each month',
    ] },
    { ref: 'B3', title: 'Tribunals and mediation', lead: 'SEND disputes manager', actions: [
      'Meet within ten days of each appeal', 'Tribunal learning', 'Offer mediation before an appeal', 'Settle what we would lose', 'Train officers as witnesses', 'Keep a bundle standard',
      'Report appeals by type and school', 'Review refusals that were overturned', 'Agree costs of placements ahead of hearings', 'Carry out each order in time', 'Publish what changed because of appeals',
    ] },
    { ref: 'B4', title: 'School places', lead: 'Head of education sufficiency', actions: [
      'Forecast special places for five years', 'Open three resource bases', 'Agree the admission of each plan with schools', 'Place every child before September', 'Review children without a school weekly', 'Expand two special schools',
      'Use independent places only by panel', 'Visit each independent school yearly', 'Agree banding with the schools’ forum', 'Plan post-16 places with colleges', 'Publish the sufficiency strategy',
    ] },
    { ref: 'B5', title: 'Annual reviews', lead: 'Annual review manager', actions: [
      'Review letters rewritten', 'Write to schools a term ahead', 'Decide within four weeks of the meeting', 'Issue amended plans within twelve weeks', 'Review the plans of looked-after children first', 'Clear the paperwork inbox',
      'Attend all reviews of year nine and above', 'Give schools a form that is quick to fill', 'Start phase transfers in the spring', 'Cease plans properly and in time', 'Report oldest reviews to the board',
    ] },
    { ref: 'B6', title: 'Preparation for adulthood', lead: 'Transitions lead', actions: [
      'Start planning in year nine', 'Agree one plan with adult social care', 'Double supported internships', 'Name a worker for each young person', 'Offer travel training before college', 'Publish the local offer for 16 to 25',
      'Agree health transitions at 16', 'Ask young people to review the offer', 'Follow up leavers after a year', 'Work with ten new employers', 'Plan respite into adulthood',
    ] },
    { ref: 'B7', title: 'Inclusion in ordinary schools', lead: 'Head of inclusion', actions: [
      'Publish what every school should provide', 'Fund early support without a plan', 'Train a coordinator in every school', 'Send advisers within two weeks of a call', 'Reduce exclusions of children with a plan', 'Share specialist teachers among schools',
      'Review part-time timetables monthly', 'Pilot autism support in twelve schools', 'Agree attendance support for anxious children', 'Measure progress in inclusion each term', 'Hold a yearly inclusion conference',
    ] },
  ],
};

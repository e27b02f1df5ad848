import type { PlannedWorkstream } from './plan.ts';

export const partnership: PlannedWorkstream = {
  ref: 'C',
  title: 'Health and therapies',
  lead: 'Chief nurse, integrated care',
  ledBy: 'Area Partnership Board',
  projects: [
    { ref: 'C1', title: 'Speech and language therapy', lead: 'Therapies manager', actions: [
      'Clear waits of over a year', 'Offer advice lines to schools', 'Fill the vacant therapists’ posts', 'Agree a universal offer in nurseries', 'Write advice within six weeks', 'Train school staff in group work', 'Report waits by age', 'Review packages each year',
    ] },
    { ref: 'C2', title: 'Occupational therapy', lead: 'Therapies manager', actions: [
      'Triage within two weeks', 'Run drop-ins in three areas', 'Share sensory advice with schools', 'Commission an independent review', 'Agree equipment orders once', 'Give families a named therapist', 'Report waits monthly',
    ] },
    { ref: 'C3', title: 'Autism and attention pathways', lead: 'Community paediatrics lead', actions: [
      'Agree one pathway from concern to support', 'Support families while they wait', 'Reduce the longest waits', 'Train health visitors in early signs', 'Offer a keyworker where risk is high', 'Share reports with schools by consent', 'Publish waits honestly',
    ] },
    { ref: 'C4', title: 'Health advice for plans', lead: 'Designated clinical officer', actions: [
      'Send health advice within six weeks', 'Keep one inbox for requests', 'Check the quality of advice', 'Record health needs in one place', 'Agree who attends reviews', 'Cover the officer’s leave', 'Meet the assessment team weekly',
    ] },
    { ref: 'C5', title: 'Mental health in schools', lead: 'Mental health commissioner', actions: [
      'Extend support teams to every area', 'Answer a school’s call within a week', 'Agree thresholds in plain words', 'Offer group work for anxious pupils', 'Train a lead in every school', 'Follow up after discharge', 'Ask young people what helped',
    ] },
  ],
};

import type { PlannedWorkstream } from './plan.ts';

export const complaints: PlannedWorkstream = {
  ref: 'E',
  title: 'Complaints and families’ voice',
  lead: 'Head of customer relations',
  projects: [
    { ref: 'E1', title: 'Complaints answered', lead: 'Complaints manager', actions: [
      'Acknowledge within five working days', 'Answer stage one within ten working days', 'Log every complaint in one place', 'Train managers to investigate', 'Write replies that say sorry where due', 'Check a tenth of replies each month',
      'Carry out each remedy in time', 'Report themes to each service', 'Learn from the Ombudsman’s decisions',
    ] },
    { ref: 'E2', title: 'Letters, requests and listening', lead: 'Members’ enquiries manager', actions: [
      'Answer yellow letters within sixteen days', 'Clear transport letters that are over a month old', 'Give each letter one owner', 'Answer information requests in time', 'Publish what is asked most', 'Train services in information law', 'Tell councillors how to raise a case',
      'Report overdue letters weekly', 'Set up a families’ panel', 'Visit six schools a term to listen', 'Publish ‘you said, we did’', 'Survey families after each plan', 'Bring children’s views to the board', 'Translate the families’ newsletter',
    ] },
  ],
};

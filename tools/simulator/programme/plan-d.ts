import type { PlannedWorkstream } from './plan.ts';

export const earlyHelp: PlannedWorkstream = {
  ref: 'D',
  title: 'Early help',
  lead: 'Director of children’s social care',
  ledBy: 'Early Help Board',
  projects: [
    { ref: 'D1', title: 'Family hubs', lead: 'Early help manager', actions: ['Open hubs in every district', 'Agree what each hub offers', 'Bring midwives into hubs', 'Open on Saturdays', 'Ask families what to add'] },
    { ref: 'D2', title: 'Parents as partners', lead: 'Participation lead', actions: ['Fund the parents’ forum', 'Invite parents to each working group', 'Pay for parents’ time', 'Answer the forum within ten days', 'Publish what changed'] },
    { ref: 'D3', title: 'Short breaks', lead: 'Disabled children’s manager', actions: ['Publish the short breaks offer', 'Extend holiday clubs', 'Review eligibility with parents', 'Recruit carers', 'Shorten the wait for a break'] },
    { ref: 'D4', title: 'Early years inclusion', lead: 'Early years lead', actions: ['Fund inclusion in every nursery', 'Train settings in early support', 'Agree two-year checks together', 'Review under-fives every six months', 'Plan the move to school early'] },
    { ref: 'D5', title: 'Attendance', lead: 'Head of education welfare', actions: ['Visit families at the tenth absence', 'Share attendance data daily', 'Support return after illness', 'Agree with health on anxiety', 'Name a lead in every school'] },
    { ref: 'D6', title: 'One front door', lead: 'Front door manager', actions: ['Answer calls on the day', 'Agree thresholds with partners', 'Give advice before a referral', 'Feed back to each referrer'] },
    { ref: 'D7', title: 'The local offer', lead: 'Information manager', actions: ['Rebuild the local offer’s pages', 'Check each entry twice a year', 'Test with families', 'Report searches that find nothing'] },
  ],
};

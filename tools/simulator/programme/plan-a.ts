import type { PlannedWorkstream } from './plan.ts';

export const transport: PlannedWorkstream = {
  ref: 'A',
  title: 'Home to school transport',
  lead: 'Director of education and skills',
  projects: [
    { ref: 'A1', title: 'Contracts and operators', lead: 'Head of passenger transport', actions: [
      'Write one contract for every operator', 'Agree the measures that a contract is paid on', 'Check every operator’s licences each term', 'Publish the framework for new operators',
      'Hold a monthly meeting with each operator', 'Set the penalties for runs that do not operate', 'Keep a second operator ready for each area', 'Inspect a tenth of vehicles each month', 'Share the weekly figures with operators', 'Retender the forty dearest routes',
    ] },
    { ref: 'A2', title: 'Applications and entitlement', lead: 'Transport eligibility manager', actions: [
      'Put the application form online', 'Decide an application within ten working days', 'Write the policy in plain words', 'Explain every refusal with its measurement', 'Check entitlement again at each change of phase',
      'Offer a personal budget where it suits the family', 'Train the eligibility team in the new policy', 'Clear the summer’s applications by the end of July', 'Tell schools who will travel before term', 'Ask parents what was hard about applying',
    ] },
    { ref: 'A3', title: 'Safe starts in September', lead: 'Head of passenger transport', actions: [
      'Plan every route by the end of July', 'Meet each child with complex needs before the first day', 'Drive each new route once empty', 'Tell families their pick-up two weeks ahead', 'Staff the control room from six in the first fortnight',
      'Hold spare vehicles in each area for two weeks', 'Give each school its arrivals list', 'Review the first week with head teachers', 'Write down what to change for next year',
    ] },
    { ref: 'A4', title: 'Guides and training', lead: 'Guides and training manager', actions: [
      'Recruit sixty guides before the summer', 'Guides trained before they start', 'Pay guides for waiting and training time', 'Refresh harness training each year', 'Keep a pool of stand-ins for each area', 'Match guides to children by their needs',
      'Record every training with its expiry', 'Pair new guides with experienced ones', 'Check identity and vetting before the first run', 'Train guides in medication by nurses', 'Ask guides each term what would help',
    ] },
    { ref: 'A5', title: 'Safeguarding on the journey', lead: 'Education safeguarding lead', actions: [
      'Agree what to do when a child is not met', 'Report a wrong school at once', 'Check vetting of all drivers and guides', 'Write a risk assessment for each child who needs one', 'Review each incident within five days', 'Give drivers a card with whom to ring',
      'Share learning from incidents each term', 'Audit twenty risk assessments a month', 'Agree photographs and identity cards with operators', 'Train control room staff in thresholds',
    ] },
    { ref: 'A6', title: 'Live tracking', lead: 'Transport systems manager', actions: [
      'Agree what is tracked and for how long', 'Complete the privacy assessment', 'Tracker fitted to every vehicle', 'Show every run on one map', 'Send an alert when a signal is lost', 'Give schools their arrivals board',
      'Compare operators’ reports with the trace', 'Keep positions for ninety days only', 'Teach the control room to use it',
    ] },
    { ref: 'A7', title: 'Route planning', lead: 'Route planning manager', actions: [
      'Measure every journey against its limit', 'Plan so that no primary child is aboard over 45 minutes', 'Merge routes that run half empty', 'Walk the pick-up points that parents dispute', 'Use the traffic of each hour in planning', 'Plan routes with schools that share a site',
      'Agree a standard for safe pick-up points', 'Recheck routes when roadworks are announced', 'Bring planning in one system', 'Publish planned times to families',
    ] },
    { ref: 'A8', title: 'Telling families', lead: 'Customer services manager', actions: [
      'Send a message when a run is late', 'Give families one number that is answered', 'Write messages in the ten languages most used', 'Answer transport calls within twenty seconds', 'Put live information in front of advisers', 'Follow up each cancelled run with a call',
      'Let families choose how they are told', 'Test messages with a parents’ panel', 'Explain a change of driver before it happens', 'Report each month how many were told before they rang',
    ] },
    { ref: 'A9', title: 'Independent travel', lead: 'Travel training lead', actions: [
      'Hire four travel trainers', 'Train eighty young people a year', 'Agree with schools who could be trained', 'Offer a bus pass and a buddy', 'Check again after six months', 'Make a film by young people who travel alone',
      'Agree safe places along main routes', 'Include travel in preparation for adulthood', 'Measure confidence before and after', 'Show what the training saves',
    ] },
    { ref: 'A10', title: 'Money and value', lead: 'Finance business partner', actions: [
      'Match each invoice to the runs that operated', 'Forecast cost by route each month', 'Explain the cost of each new route', 'Find the routes that cost over £200 a day', 'Agree rates for short-notice cover', 'Recover what was paid for runs that did not operate',
      'Compare unit cost with similar councils', 'Model the next three years of demand', 'Report savings only when finance confirms them', 'Review personal budgets with finance',
    ] },
    { ref: 'A11', title: 'Data and systems', lead: 'Transport systems manager', actions: [
      'Give each child, route and run one reference', 'Clean the addresses of all passengers', 'Stop keeping rotas in spreadsheets', 'Load the timetable from one source', 'Write down who may see what', 'Test restoring from a backup each quarter',
      'Train two people in each system', 'Agree a data standard with operators', 'Close the old database', 'Publish the data dictionary',
    ] },
    { ref: 'A12', title: 'People and structure', lead: 'Assistant director, school travel', actions: [
      'Fill the posts of the new structure', 'Move from agency to permanent staff', 'Give every officer a monthly one-to-one', 'Set up a duty desk for both sessions', 'Agree cover for holidays and sickness', 'Write role profiles for the control room',
      'Survey staff twice a year', 'Plan succession for three key posts', 'Induct new staff within two weeks', 'Recognise good work each month',
    ] },
    { ref: 'A13', title: 'Schools as partners', lead: 'Head of school liaison', actions: [
      'Name a transport lead in every school', 'Meet special school heads each half term', 'Agree bell times that buses can keep', 'Improve the bays of six schools', 'Share lists of children two weeks before term', 'Agree who waits with a child when a bus is late',
      'Report each school’s arrivals weekly', 'Plan closures and training days together', 'Ask schools to rate the service each term',
    ] },
  ],
};

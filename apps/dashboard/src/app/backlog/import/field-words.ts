import type { CaseField } from '@sightline/contracts';
import { caseChannels, caseTypes } from '@sightline/contracts';

/** What a column of a spreadsheet can hold, as a clerk says it. */
export const fieldWords: Readonly<Record<CaseField, string>> = {
  caseRef: 'Reference of the case', caseType: 'Type of case', stage: 'Stage', stageDate: 'Date of the stage', channel: 'How it was received', serviceArea: 'Service', receivedDate: 'Date received',
  acknowledgedDate: 'Date acknowledged', reason: 'Reason', ownerRef: 'Owner', subjectRef: 'Reference of the child', slaDays: 'Days allowed', closedDate: 'Date closed', outcome: 'Outcome', withdrawnDate: 'Date withdrawn',
  meetingDate: 'Date of the meeting', planDate: 'Date of the plan', performanceDate: 'Date of the performance', appealedDecisionDate: 'Date of the decision appealed against',
};

/** The values that a field knows; none where any word will do. */
export const valuesOf = (field: CaseField): readonly string[] => (field === 'caseType' ? caseTypes : field === 'channel' ? caseChannels : []);

import type { Audience } from '@sightline/contracts';

export const audienceWords: Readonly<Record<Audience, string>> = { families: 'Families', school: 'School', operator: 'Operator' };

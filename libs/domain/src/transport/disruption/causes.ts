import type { AlertCause } from '@sightline/contracts';

/** Words that people write, and the cause of GTFS-Realtime that they mean. The first row that matches is taken. */
const meanings: readonly (readonly [RegExp, AlertCause])[] = [
  [/\bstrike|industrial action|walk-?out/i, 'strike'],
  [/\bprotest|demonstration|march\b/i, 'demonstration'],
  [/\bpolice|bomb|cordon|security/i, 'police-activity'],
  [/\bambulance|medical|\bill(ness)?\b|\bsick|seizure|fall ill/i, 'medical-emergency'],
  [/\baccident|collision|crash/i, 'accident'],
  [/\broad ?works?|construction|temporary lights|road closed|closed road|street works/i, 'construction'],
  [/\bweather|snow|\bice\b|icy|flood|storm|wind|fog|heatwave/i, 'weather'],
  [/\bholiday|inset|training day/i, 'holiday'],
  [/\bmaintenance|inspection|\bmot\b|servic(e|ing) due/i, 'maintenance'],
  [/vehicle|breakdown|broken|defect|fault|engine|tyre|tail lift|technical|heating|boiler|power|water|burst/i, 'technical-problem'],
  [/^\s*(not known|unknown)?\s*$/i, 'unknown-cause'],
];

/** The GTFS-Realtime cause that someone's own words mean; `other-cause` where none does. */
export const causeOf = (words: string): AlertCause => meanings.find(([pattern]) => pattern.test(words))?.[1] ?? 'other-cause';

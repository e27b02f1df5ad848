import type { Problem } from '@sightline/contracts';

/** Why something was not stored: in words, and by the path of the field in the command, `data.pathToGreen.date`. */
export interface Refusal {
  readonly words: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Someone else was first: what stands now. */
  readonly changed?: Problem['changed'] | undefined;
}

/** `problem`: what the server said, or null where something else went wrong. */
export function refusalOf(problem: Problem | null): Refusal {
  if (problem === null) return { words: 'Something went wrong. What you wrote is kept: try again.', fields: {} };
  const fields: Record<string, string> = {};
  for (const { path, message } of problem.problems ?? []) fields[path] = fields[path] === undefined ? message : `${fields[path]} ${message}`;
  const words = problem.status === 0 ? 'Not saved: the server cannot be reached. What you wrote is kept on this device.' : (problem.detail ?? problem.title);
  return { words, fields, changed: problem.changed };
}

/** What is said at a field, whether the server meant the whole of it or a part. */
export const saidAt = (fields: Refusal['fields'], path: string): string =>
  Object.entries(fields)
    .filter(([each]) => each === path || each.startsWith(`${path}.`))
    .map(([, words]) => words)
    .join(' ');

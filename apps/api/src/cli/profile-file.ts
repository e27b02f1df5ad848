import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { CommandError, UsageError } from './command.js';

/** What says how a spreadsheet is read: the name of a saved profile, or a file with one as JSON. */
export const profileOptions = { profile: { type: 'string' }, 'profile-file': { type: 'string' } } as const;

/** The profile as a form takes it. Throws where both are said, or the file has none. */
export async function profileSaid(values: { readonly profile?: string | undefined; readonly 'profile-file'?: string | undefined }, schema: z.ZodType): Promise<string | undefined> {
  const file = values['profile-file'];
  if (file === undefined) return values.profile;
  if (values.profile !== undefined) throw new UsageError('--profile or --profile-file, not both.');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} cannot be read.`);
  });
  const { error } = schema.safeParse(jsonOf(text, file));
  if (error) throw new CommandError(`${file} is no profile: ${error.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`.trim()).join('; ')}`);
  return text;
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${file} is no JSON.`);
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Requirement } from './requirement.ts';

const workspace = resolve(import.meta.dirname, '../..');
const titled = /\b(?:it|test|describe)(?:\.each\((?:[^()]|\([^()]*\))*\)|\.\w+)?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gs;

/** The titles of the tests and groups of a file; undefined where there is no such file. */
export function titlesIn(file: string): readonly string[] | undefined {
  const path = resolve(workspace, file);
  if (!existsSync(path)) return undefined;
  return [...readFileSync(path, 'utf8').matchAll(titled)].map(([, , title = '']) => title.replaceAll(/\\(.)/gs, '$1'));
}

/** Whether a title is named by its promise, `[ID-4]`, or whole. */
export const isNamed = (title: string, name: string): boolean => (/^\[[A-Z]+-\d+\]$/.test(name) ? title.includes(name) : title === name);

/** Whether a requirement has a test, and every test that it names is there. */
export const isProved = ({ proofs }: Requirement): boolean => proofs.length > 0 && proofs.every(({ file, title }) => titlesIn(file)?.some((there) => isNamed(there, title)) === true);

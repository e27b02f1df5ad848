import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chapters } from './chapters.ts';
import type { Chapter, Requirement } from './requirement.ts';
import { isProved } from './titles.ts';

const workspace = resolve(import.meta.dirname, '../..');
export const documentPath = resolve(workspace, 'docs/security.md');

const begin = '<!-- The tables below are made by tests/security/write.ts: change tests/security/requirements/, then run it. -->';

/** The document as it should be: what people wrote above the mark, and the tables below it. */
export const documentAsItShouldBe = (now: string): string => `${now.split(begin)[0]?.trimEnd() ?? ''}\n\n${begin}\n\n${tables()}`;

export const documentNow = (): string => readFileSync(documentPath, 'utf8');

function tables(): string {
  const all = chapters.flatMap(({ requirements }) => requirements);
  const absent = all.filter(({ isAbsent }) => isAbsent).length;
  const summary = `${all.length} requirements: ${all.length - absent} apply, ${absent} speak of what Sightline does not have. Open, without a test: ${all.filter((each) => !isProved(each)).length}.`;
  return `${['## The requirements, one by one', summary, ...chapters.map(tableOf)].join('\n\n')}\n`;
}

function tableOf({ number, title, requirements }: Chapter): string {
  return [`### V${number} ${title}`, '', '| | Level | Requirement | How it is met | Proved by |', '| --- | --- | --- | --- | --- |', ...requirements.map(rowOf)].join('\n');
}

function rowOf(requirement: Requirement): string {
  const { id, level, asks, met, isAbsent, proofs } = requirement;
  const by = proofs.map(({ file, title }) => `[${file.replace(/^tests\/|\.(test|spec)\.ts$/g, '')}](../${file}) ${inCell(title)}`);
  return `| ${id} | ${level} | ${inCell(asks)} | ${isAbsent ? '*Not applicable.* ' : ''}${inCell(met)} | ${isProved(requirement) ? by.join('<br>') : '**open**'} |`;
}

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

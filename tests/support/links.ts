import assert from 'node:assert/strict';
import type { LinkAddress, LinkKind, LinkSubject } from '@sightline/contracts';
import type { Person } from './person.ts';

/** Issues a public link as a person would, and gives its address. */
export async function issueLink(person: Person, kind: LinkKind, subject: LinkSubject, days?: number): Promise<LinkAddress> {
  const response = await person.request('/api/links', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind, ...subject, ...(days !== undefined && { days }) }) });
  assert.equal(response.status, 201, await response.clone().text());
  return (await response.json()) as LinkAddress;
}

export const tokenIn = ({ url }: LinkAddress): string => url.slice(url.lastIndexOf('/') + 1);

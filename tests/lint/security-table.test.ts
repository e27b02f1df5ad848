import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chapters } from '../security/chapters.ts';
import { documentAsItShouldBe, documentNow } from '../security/document.ts';
import { numbers } from '../security/numbers.ts';
import { open } from '../security/open.ts';
import { isProved } from '../security/titles.ts';

const all = chapters.flatMap(({ number, requirements }) => requirements.map((requirement) => ({ chapter: number, ...requirement })));

describe('the table of docs/security.md', () => {
  it('[SEC-1] has each requirement of ASVS 5.0 levels 1 and 2 once, at its level, in the order of the standard', () => {
    assert.equal(numbers.size, 253);
    assert.deepEqual(all.map(({ id, level }) => [id, level]), [...numbers]);
    for (const { chapter, id } of all) assert.ok(id.startsWith(`${chapter}.`), id);
  });

  it('[SEC-1] says of each in words what it asks and how it is met', () => {
    for (const { id, asks, met } of all) assert.ok(asks.length > 5 && met.length > 5, id);
  });

  it('[SEC-1] names tests that exist for each, and what is open is what is known to be', () => {
    assert.deepEqual(all.filter((each) => !isProved(each)).map(({ id }) => id), open);
  });

  it('[SEC-1] is up to date: node tests/security/write.ts writes it', () => {
    assert.equal(documentNow(), documentAsItShouldBe(documentNow()));
  });
});

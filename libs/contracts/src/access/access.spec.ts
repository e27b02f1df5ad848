import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { routes } from '../http/routes.js';
import type { Caller } from '../http/routes.js';
import { access } from '../lists/access.js';
import { topics } from '../topics/index.js';
import { accessDocument, fieldPaths, fields, fieldScopes, files, schemaPaths } from './index.js';
import type { FieldScope } from './index.js';
import { packed, paths } from './paths.js';

const scopesOf = (caller: Caller): FieldScope[] => {
  if (typeof caller === 'string') return [caller];
  return 'links' in caller ? caller.links.map((kind) => `link:${kind}` as const) : [caller.resource as FieldScope];
};

/** Every path that routes and topics of a scope can send, with one that sends it. */
function sent(): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>();
  const put = (scope: string, paths: Iterable<string>, by: string): void => {
    const known = all.get(scope) ?? new Map<string, string>();
    all.set(scope, known);
    for (const path of paths) known.set(path, by);
  };
  for (const { method, path, callers, reply } of routes) {
    if (reply !== undefined && !('mediaType' in reply)) for (const scope of callers.flatMap(scopesOf)) put(scope, schemaPaths(reply), `${method} ${path}`);
  }
  for (const [name, { resource, link, value }] of Object.entries(topics)) put(link === undefined ? resource : `link:${link}`, schemaPaths(value), `topic ${name}`);
  return all;
}

describe('the field table', () => {
  const all = sent();

  it('[ACC-3] has a row for every field that a route or a topic can send, and for no other', () => {
    const wrong: string[] = [];
    for (const [scope, paths] of all) for (const [path, by] of paths) if (!fieldPaths(scope as FieldScope).includes(path)) wrong.push(`${by}: "${path}" has no row in fields['${scope}']`);
    for (const scope of fieldScopes) for (const path of fieldPaths(scope)) if (all.get(scope)?.has(path) !== true) wrong.push(`fields['${scope}'] has a row "${path}" that nothing sends`);
    expect(wrong).toEqual([]);
  });

  it('[ACC-3] has each field once', () => {
    for (const scope of fieldScopes) {
      const listed = Object.values(fields[scope] ?? {}).flat();
      expect({ scope, twice: listed.filter((path, at) => listed.indexOf(path) !== at) }).toEqual({ scope, twice: [] });
    }
  });

  it('[ACC-3] has a part for every resource that a route or topic is guarded by', () => {
    const guarded = new Set([...routes.flatMap(({ callers }) => callers.flatMap(scopesOf)), ...Object.values(topics).flatMap(({ resource, link }) => (link === undefined ? [resource] : []))]);
    const withReplies = [...guarded].filter((scope) => all.has(scope));
    expect(withReplies.filter((scope) => fields[scope as FieldScope] === undefined)).toEqual([]);
    expect(fieldScopes.filter((scope) => !(scope in access) && !['signed-in', 'everyone', 'feed', 'device'].includes(scope) && !scope.startsWith('link:'))).toEqual([]);
  });

  it('[ACC-4] names every reply that is a file, and says why nothing in it is for others', () => {
    const served = routes.flatMap(({ method, path, reply }) => (reply !== undefined && 'mediaType' in reply ? [`${method} ${path}`] : []));
    expect(Object.keys(files).sort()).toEqual([...new Set(served)].sort());
  });

  it('[ACC-11] docs/access.md says what the tables say; else run node tools/access-document.mjs', () => {
    const written = readFileSync(join(import.meta.dirname, '../../../../docs/access.md'), 'utf8');
    expect(written === accessDocument()).toBe(true);
  });
});

describe('packed paths', () => {
  it('are the same paths when they are unpacked', () => {
    expect(paths('a b.{c d.e f.{g h}} b.c.* **')).toEqual(['a', 'b.c', 'b.d.e', 'b.f.g', 'b.f.h', 'b.c.*', '**']);
    for (const scope of fieldScopes) expect([...paths(packed(fieldPaths(scope)))].sort()).toEqual([...fieldPaths(scope)].sort());
  });
});

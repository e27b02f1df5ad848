import { describe, expect, it } from '@jest/globals';
import { dataClasses, dataClassNames, fieldGrant, fieldPaths, fields, fieldScopes, masks, maskOf, roles } from '@sightline/contracts';
import type { ClassRule } from '@sightline/contracts';
import { Fields } from './fields.service.js';

const table = new Fields({ of: (kind: string, ref: string) => `${kind}-of-${ref.length}` });
const run = {
  runRef: 'run', routeRef: 'route', driverRef: 'D-1', assistantRef: 'A-1', childrenCount: 2, stopCalls: [{ sequence: 1, name: 'Corner' }],
  guide: { assistantRef: 'A-1', name: 'Grace Example', telephone: '01632 960 123', training: ['harness'], substitute: false, away: false },
  notes: [{ noteRef: 'n', at: '2026-11-10T08:00:00Z', by: 'kim', words: 'Wren was upset' }],
  children: [{ initials: 'WE', needs: ['harness'], assistantRequired: true, status: 'aboard', name: 'Wren Example' }],
};

describe('the field table at work', () => {
  it('[ACC-2] shows the control room the children of a run by initials and needs, never by name, and nobody else anything of them', () => {
    expect(table.project('control', 'runs', run)).toMatchObject({ children: [{ initials: 'WE', needs: ['harness'], assistantRequired: true, status: 'aboard' }], guide: { telephone: '01632 960 123' } });
    for (const role of roles) expect(JSON.stringify(table.project(role, 'runs', run))).not.toContain('Wren Example');
    for (const role of roles.filter((each) => each !== 'control')) expect(Object.keys(table.project(role, 'runs', run) as object)).not.toEqual(expect.arrayContaining(['children']));
    for (const role of ['office', 'board'] as const) expect(table.project(role, 'runs', run)).toEqual({});
  });

  it('[ACC-7] masks the crew for an adviser and leaves the notes of the control room out', () => {
    expect(table.project('calls', 'runs', run)).toEqual({ runRef: 'run', routeRef: 'route', driverRef: 'crew-of-3', assistantRef: 'crew-of-3', childrenCount: 2, stopCalls: [{ sequence: 1, name: 'Corner' }] });
  });

  it('[ACC-8] lets a file have pseudonyms of children and guardians, and no initials', () => {
    const links = { items: [{ linkRef: 'l', passengerRef: 'P-1001', guardianRef: 'G-77' }] };
    expect(table.project('control', 'signed-in', links)).toEqual(links);
    expect(table.project('control', 'signed-in', links, 'export')).toEqual({ items: [{ linkRef: 'l', passengerRef: 'child-of-6', guardianRef: 'guardian-of-4' }] });
    expect(table.project('control', 'messages', { items: [{ deliveryRef: 'd', initials: ['WE'] }] }, 'export')).toEqual({ items: [{ deliveryRef: 'd' }] });
    for (const role of roles) for (const scope of fieldScopes) for (const kind of ['child-name', 'child-initials', 'child-needs'] as const) {
      for (const path of fields[scope]?.[kind] ?? []) expect(fieldGrant(role, scope, path, 'export')).toBe('not');
    }
  });

  it('[ACC-7] shows a fact of the journal with pseudonyms and without anybody’s words', () => {
    const fact = { items: [{ seq: 1, data: { runRef: 'r', passengerRef: 'P-1', passengerRefs: ['P-1', 'P-2'], words: 'she said', evidence: { told: [] }, name: 'Wren' } }] };
    expect(table.project('admin', 'quarantine', fact)).toEqual({ items: [{ seq: 1, data: { runRef: 'r', passengerRef: 'child-of-3', passengerRefs: ['child-of-3', 'child-of-3'] } }] });
  });

  it('[ACC-6] gives roles with the same grants the same view, and passes the map on as it is', () => {
    expect(table.view('control', 'fleet').project).toBeUndefined();
    for (const role of ['calls', 'manager', 'admin'] as const) expect(table.view(role, 'fleet')).toBe(table.view('control', 'fleet'));
    expect(table.view('admin', 'runs')).toBe(table.view('calls', 'runs'));
    expect(new Set((['control', 'calls', 'manager'] as const).map((role) => table.view(role, 'runs').key)).size).toBe(3);
    expect(table.view('calls', 'child-look-up').project).toBeDefined();
  });

  it('[ACC-2] every kind that is masked for someone has a mask, and every mask is used', () => {
    const used = new Set<string>();
    for (const kind of dataClassNames) {
      const { roles: sights, in: exceptions = {}, export: leaves, mask, masks: byName }: ClassRule = dataClasses[kind];
      const isMasked = [sights, ...Object.values(exceptions)].some((each) => Object.values(each).includes('masked')) || leaves === 'masked';
      expect({ kind, masked: isMasked && mask === undefined }).toEqual({ kind, masked: false });
      for (const scope of fieldScopes) for (const path of fields[scope]?.[kind] ?? []) used.add(maskOf(kind, path));
      for (const each of Object.values(byName ?? {})) used.add(each);
    }
    expect(Object.keys(masks).filter((mask) => !used.has(mask))).toEqual([]);
  });

  it('[ACC-9] nothing of a child, a family or a crew is listed for machines and devices; a school and an operator have counts and no child', () => {
    const outside = { feed: [], device: [], everyone: ['secret', 'own-account'], 'link:school': [], 'link:operator': [] } as const;
    for (const [scope, may] of Object.entries(outside)) {
      const personal = Object.keys(fields[scope as 'feed'] ?? {}).filter((kind) => (dataClasses[kind as 'place']).personal === true);
      expect({ scope, personal: personal.filter((kind) => kind !== 'secret' || scope !== 'feed') }).toEqual({ scope, personal: [...may] });
      expect(fieldPaths(scope as 'feed').filter((path) => /passenger|guardian|initials|banner/i.test(path))).toEqual([]);
    }
  });
});

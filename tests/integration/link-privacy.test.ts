import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BusView, FamilyRun } from '@sightline/contracts';
import { busPageWords, busViewOf, expectedCalls, initialsOf, runAsSeen } from '@sightline/domain';
import type { OutsideContext, Run } from '@sightline/domain';
import { runDetail } from '../../apps/api/dist/transport/run-views.js';
import { Told, start } from '../../libs/domain/dist/transport/transport.fixture.js';

/** Days at random through the real engine and the real projection: whatever happens, a link shows one child's own. */
const worlds = 130;
const looksPerWorld = 10;
const seed = Number(process.env['SEED'] ?? Math.floor(Date.now() / 1000) % 1_000_000);

/** Mulberry32: small, and the same everywhere. */
function randomOf(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();
const time = (moment: string): string => moment.slice(11, 16);
const routes = ['ALDER', 'BIRCH', 'CEDAR'] as const;
const firstNames = ['Zephyra', 'Yolanthe', 'Xantippe', 'Wilhelmy', 'Vespasia', 'Ulyssa', 'Tarquin', 'Sigismund', 'Rowanne'];
const stopsOfRoute = 6;
const place = (route: number, index: number) => ({ latitude: 52 + index * 0.009, longitude: -1 + route * 0.07 });
const stopName = (route: number, index: number): string => `${routes[route] ?? ''} corner ${index}`;
interface Child { readonly ref: string; readonly route: number; readonly stop: number; readonly name: string; readonly banner: boolean }

interface World { readonly told: Told; readonly children: readonly Child[]; readonly happenings: readonly { readonly after: number; readonly tell: () => void }[] }

function world(random: () => number): World {
  const told = new Told();
  const happenings: { after: number; tell: () => void }[] = [];
  const children: Child[] = [];
  const chance = (share: number): boolean => random() < share;
  routes.forEach((routeRef, route) => {
    const schoolRef = `SCHOOL-${route % 2}`;
    told.tell('school.upserted', { schoolRef, name: route % 2 === 0 ? 'Beechwood School' : 'Oakfield School', ...place(route, 0), bellTimes: { starts: '08:50', ends: '15:15' } }, -4000);
    for (let number = 0; number < 3; number += 1) {
      const child = { ref: `KID-${routeRef}-${number}`, route, stop: 1 + number * 2 - (number === 2 ? 1 : 0), name: `${firstNames[route * 3 + number] ?? ''} Surname${route}${number}`, banner: chance(0.08) };
      children.push(child);
      told.tell('passenger.upserted', { passengerRef: child.ref, name: child.name, schoolRef, routeRef, boardingStopRef: `STOP-${routeRef}-${child.stop}`, needs: [], assistantRequired: false, ...(child.banner && { banner: 'shielded' as const }) }, -4000);
      told.tell('guardian.upserted', { guardianRef: `KIN-${child.ref}`, passengerRefs: [child.ref], relationship: 'Mother', telephones: [], messages: 'sms' }, -4000);
    }
    (['to-school', 'from-school'] as const).forEach((direction, session) => {
      const runRef = `RUN-${routeRef}-${direction}`;
      const begins = session * 5000 + Math.floor(random() * 900);
      const order = Array.from({ length: stopsOfRoute }, (_, i) => (direction === 'to-school' ? stopsOfRoute - 1 - i : i));
      told.tell('run.scheduled', { runRef, routeRef, serviceDate: '2026-11-10', direction, schoolRef, stopCalls: order.map((stop, i) => ({ sequence: i + 1, stopRef: stop === 0 ? `${schoolRef}-GATE` : `STOP-${routeRef}-${stop}`, name: stop === 0 ? 'The gate' : stopName(route, stop), ...place(route, stop), scheduledAt: at(begins + i * 120) })) }, -4000);
      told.tell('run.assigned', { runRef, vehicleRef: `BUS-${routeRef}-${session}` }, -4000);
      const happen = (after: number, tell: () => void): void => void happenings.push({ after: Math.round(after), tell });
      if (chance(0.1)) happen(begins - 600 + random() * 1200, () => told.tell('run.cancelled', { runRef, cause: 'Vehicle fault' }, begins));
      if (chance(0.8)) happen(begins, () => told.tell('run.started', { runRef, at: at(begins) }, begins));
      const pace = 0.7 + random() * 0.5;
      const quietFrom = chance(0.3) ? begins + random() * 500 : Number.POSITIVE_INFINITY;
      for (let after = begins - 300; after < begins + 900; after += 20) {
        if (after > quietFrom) break;
        const along = Math.max(-0.2, Math.min(stopsOfRoute - 1, ((after - begins) / 120) * pace));
        const where = direction === 'to-school' ? stopsOfRoute - 1 - along : along;
        happen(after, () => told.tell('vehicle.positioned', { vehicleRef: `BUS-${routeRef}-${session}`, runRef, ...place(route, where), recordedAt: at(after), speedMetresPerSecond: 8, accuracyMetres: 5 }, after));
      }
      for (const child of children.filter((each) => each.route === route)) {
        const type = chance(0.4) ? 'passenger.boarded' : chance(0.4) ? 'passenger.alighted' : 'passenger.absent';
        const when = begins - 200 + random() * 1000;
        if (chance(0.6)) happen(when, () => told.tell(type, { runRef, passengerRef: child.ref, at: at(when) }, when));
      }
      if (chance(0.2)) happen(begins - 100, () => told.tell('run.delayed', { runRef, minutes: 5 + Math.floor(random() * 20), cause: 'Traffic' }, begins - 100));
      if (chance(0.5)) happen(begins + 900 + random() * 600, () => told.tell('run.completed', { runRef, at: at(begins + 900) }, begins + 900));
    });
  });
  return { told, children, happenings: happenings.sort((a, b) => a.after - b.after) };
}

const contextAt = (told: Told, now: number): OutsideContext => ({
  fleet: told.fleet, now, today: '2026-11-10', council: { timeZone: 'UTC' },
  runsOf: (routeRef) => [...told.fleet.runs.values()].filter((run) => run.plan.routeRef === routeRef),
  expected: (run) => expectedCalls(run, now, told.fleet.predictions),
  initials: initialsOf,
});

/** What must not be in a link's view: everything of another child, another stop and another run. */
function assertOwn(view: BusView, child: Child, { told, children }: World, why: string): void {
  const text = JSON.stringify(view);
  const others = children.filter(({ ref }) => ref !== child.ref);
  const foreign = [
    ...others.flatMap(({ ref, name }) => [ref, `KIN-${ref}`, ...name.split(' ')]),
    child.ref, ...child.name.split(' '), 'RUN-', 'BUS-', 'STOP-', '-GATE', 'KIN-',
    ...routes.filter((_, route) => route !== child.route).map((route) => route),
    ...routes.flatMap((_, route) => Array.from({ length: stopsOfRoute }, (__, stop) => stopName(route, stop)).filter((name) => name !== stopName(child.route, child.stop))),
    child.route % 2 === 0 ? 'Oakfield' : 'Beechwood',
  ];
  for (const word of foreign) assert.ok(!text.includes(word), `${why}: a link of ${child.ref} says "${word}": ${text}`);
  if (view.shows !== 'run') return assert.doesNotMatch(text, /latitude|longitude|"way"/, why);
  assert.equal(view.initials, initialsOf(child.name));
  assertPosition(view.run, child, told, why);
}

function assertPosition({ position, way, yours, school, isOver, state }: FamilyRun, child: Child, told: Told, why: string): void {
  if (yours) assert.deepEqual([yours.latitude, yours.longitude], Object.values(place(child.route, child.stop)), why);
  if (school) assert.deepEqual([school.latitude, school.longitude], Object.values(place(child.route, 0)), why);
  if (position === undefined) return assert.equal(way, undefined, why);
  assert.ok(state === 'running' && !isOver, `${why}: a position of a run that is ${state}`);
  const run = [...told.fleet.runs.values()].find(({ plan, track }) => plan.routeRef === routes[child.route] && track?.fix.recordedAt === Date.parse(position.recordedAt));
  assert.ok(run, `${why}: a position that is no fix of the child's own route`);
  assert.equal(run.state, 'running', why);
  assert.ok((run.startedAt ?? 0) <= Date.parse(position.recordedAt), `${why}: a position from before the run`);
}

/** The words of the adviser's answer for the same child, with the names of other stops and a position from before the run hidden from it. */
function adviserWords(run: Run, view: FamilyRun, told: Told, now: number): unknown {
  const seen = runAsSeen(view, now);
  const detail = runDetail(run, { fleet: told.fleet, now, clock: (moment) => time(new Date(moment).toISOString()) });
  const hidden = { ...detail, position: view.position && detail.position, stopCalls: detail.stopCalls.map((call, i) => ({ ...call, name: seen.stopCalls[i]?.name })) };
  return busPageWords(hidden, { stop: hidden.stopCalls[view.yours?.index ?? -1] ?? null, now, time, yourStop: true, child: view.isTicked ? view.child.status : undefined });
}

test(`[LINK-36] a link for one child never shows another child, stop, run or a position outside its run (seed ${seed})`, (context) => {
  const random = randomOf(seed);
  let cases = 0;
  let positions = 0;
  let compared = 0;
  for (let number = 0; number < worlds; number += 1) {
    const made = world(random);
    const { told, children, happenings } = made;
    const looks = new Set(Array.from({ length: looksPerWorld }, () => Math.floor(random() * happenings.length)));
    happenings.forEach(({ after, tell }, index) => {
      tell();
      if (!looks.has(index)) return;
      told.tick(after);
      told.commit();
      const now = start + (after + Math.floor(random() ** 3 * 1200)) * 1000;
      const views = contextAt(told, now);
      for (const child of children) {
        const why = `seed ${seed}, world ${number}, after ${after} s`;
        const view = busViewOf({ passengerRef: child.ref, guardianRef: `KIN-${child.ref}` }, views);
        cases += 1;
        assertOwn(view, child, made, why);
        if (child.banner) assert.equal(view.shows, 'withheld', why);
        const stranger = children[Math.floor(random() * children.length)];
        if (stranger && stranger.ref !== child.ref) assert.equal(busViewOf({ passengerRef: child.ref, guardianRef: `KIN-${stranger.ref}` }, views).shows, 'withheld', why);
        if (view.shows !== 'run') continue;
        if (view.run.position) positions += 1;
        if (view.run.isOver && view.run.state === 'running') continue;
        const run = views.runsOf(routes[child.route] ?? '').find(({ plan }) => plan.direction === view.run.direction);
        assert.ok(run);
        compared += 1;
        assert.deepEqual(busPageWords(runAsSeen(view.run, now), { stop: runAsSeen(view.run, now).stopCalls[view.run.yours?.index ?? -1] ?? null, now, time, yourStop: true, child: view.run.isTicked ? view.run.child.status : undefined }), adviserWords(run, view.run, told, now), why);
      }
    });
  }
  context.diagnostic(`seed ${seed}: ${cases} views of ${worlds} days, ${positions} of them with a position, ${compared} worded as the adviser's answer`);
  assert.ok(cases >= 10_000, `${cases} cases`);
  assert.ok(positions > cases / 20, 'positions are shown, too');
});

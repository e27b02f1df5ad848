import { Injectable } from '@nestjs/common';
import type { EventData } from '@sightline/contracts';
import type { Absence, Fleet, FleetDraft, Layer, Passenger, RouteAssignment, RunEvent } from '@sightline/domain';
import { plain, postcodeKey, telephoneKey } from '@sightline/domain';
import { Database } from '../database/database.js';
import { Sealing } from '../engine/sealing.js';
import type { Transaction } from '../database/transaction.js';

const saveReference = `
  INSERT INTO transport_reference (kind, ref, data)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (kind text, ref text, data jsonb)
  ON CONFLICT (kind, ref) DO UPDATE SET data = excluded.data`;
const savePassengers = `
  INSERT INTO passenger (passenger_ref, route_ref, school_ref, data, name_key, postcode_key)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (passenger_ref text, route_ref text, school_ref text, data jsonb, name_key text, postcode_key text)
  ON CONFLICT (passenger_ref) DO UPDATE SET (route_ref, school_ref, data, name_key, postcode_key) = (excluded.route_ref, excluded.school_ref, excluded.data, excluded.name_key, excluded.postcode_key)`;
const saveGuardians = `
  INSERT INTO guardian (guardian_ref, passenger_refs, data, telephone_keys)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (guardian_ref text, passenger_refs text[], data jsonb, telephone_keys text[])
  ON CONFLICT (guardian_ref) DO UPDATE SET (passenger_refs, data, telephone_keys) = (excluded.passenger_refs, excluded.data, excluded.telephone_keys)`;
const saveAbsences = `
  INSERT INTO assistant_absence (assistant_ref, absences)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (assistant_ref text, absences jsonb)
  ON CONFLICT (assistant_ref) DO UPDATE SET absences = excluded.absences`;
const saveWaiting = `
  INSERT INTO run_waiting (run_ref, events, updated_at)
  SELECT run_ref, events, now() FROM jsonb_to_recordset($1::jsonb) AS row (run_ref text, events jsonb)
  ON CONFLICT (run_ref) DO UPDATE SET (events, updated_at) = (excluded.events, excluded.updated_at)`;

/** Events about a run that has not come for so long are let go. */
const waitingDays = 14;

const present = <V>(layer: Layer<V>): [string, V][] => [...layer.changes].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as [string, V]]));

/** Schools, operators, vehicles, guides, children and who answers for them; and events that wait for their run. */
@Injectable()
export class ReferenceRepository {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {}

  async load(fleet: Fleet): Promise<void> {
    const references = await this.database.query<{ kind: string; ref: string; data: unknown }>('SELECT kind, ref, data FROM transport_reference');
    for (const { kind, ref, data } of references) {
      if (kind === 'school') fleet.schools.set(ref, data as EventData<'school.upserted'>);
      else if (kind === 'operator') fleet.operators.set(ref, data as EventData<'operator.upserted'>);
      else if (kind === 'vehicle') fleet.vehicles.set(ref, data as EventData<'vehicle.upserted'>);
      else if (kind === 'standing') fleet.standing.set(ref, data as RouteAssignment[]);
      else if (kind === 'assistant') fleet.assistants.set(ref, data as EventData<'assistant.upserted'>);
    }
    const routes = new Map<string, Set<string>>();
    for (const { data } of await this.database.query<{ data: Passenger }>('SELECT data FROM passenger')) {
      fleet.passengers.set(data.passengerRef, data);
      const children = routes.get(data.routeRef) ?? new Set();
      routes.set(data.routeRef, children.add(data.passengerRef));
    }
    for (const [route, children] of routes) fleet.routes.set(route, children);
    for (const { data: held } of await this.database.query<{ data: EventData<'guardian.upserted'> }>('SELECT data FROM guardian')) {
      const data = await this.sealed(held);
      fleet.guardians.set(data.guardianRef, data);
      for (const child of data.passengerRefs) fleet.families.set(child, new Set(fleet.families.get(child)).add(data.guardianRef));
    }
    const absences = await this.database.query<{ assistant_ref: string; absences: Absence[] }>('SELECT * FROM assistant_absence');
    for (const row of absences) fleet.absences.set(row.assistant_ref, row.absences);
    const waiting = `SELECT run_ref, events FROM run_waiting WHERE updated_at > now() - make_interval(days => $1)`;
    for (const row of await this.database.query<{ run_ref: string; events: RunEvent[] }>(waiting, [waitingDays])) fleet.waiting.set(row.run_ref, row.events);
  }

  /** A family's password that was written down before passwords were sealed is sealed now [CALL-23]. */
  private async sealed(held: EventData<'guardian.upserted'>): Promise<EventData<'guardian.upserted'>> {
    const data = this.sealing.data('guardian.upserted', held);
    if (data !== held) await this.database.query('UPDATE guardian SET data = $2 WHERE guardian_ref = $1', [data.guardianRef, JSON.stringify(data)]);
    return data;
  }

  async save(tx: Transaction, draft: FleetDraft): Promise<void> {
    const references = [
      ...present(draft.schools).map(([ref, data]) => ({ kind: 'school', ref, data })),
      ...present(draft.operators).map(([ref, data]) => ({ kind: 'operator', ref, data })),
      ...present(draft.vehicles).map(([ref, data]) => ({ kind: 'vehicle', ref, data })),
      ...present(draft.standing).map(([ref, data]) => ({ kind: 'standing', ref, data })),
      ...present(draft.assistants).map(([ref, data]) => ({ kind: 'assistant', ref, data })),
    ];
    await put(tx, saveReference, references);
    await put(tx, savePassengers, present(draft.passengers).map(([, data]) => passengerRow(data)));
    await put(tx, saveGuardians, present(draft.guardians).map(([, data]) => guardianRow(data)));
    await put(tx, saveAbsences, present(draft.absences).map(([assistant_ref, absences]) => ({ assistant_ref, absences })));
    await put(tx, saveWaiting, present(draft.waiting).map(([run_ref, events]) => ({ run_ref, events })));
    await take(tx, 'DELETE FROM run_waiting WHERE run_ref = ANY ($1)', draft.waiting);
    await take(tx, 'DELETE FROM passenger WHERE passenger_ref = ANY ($1)', draft.passengers);
    await take(tx, 'DELETE FROM guardian WHERE guardian_ref = ANY ($1)', draft.guardians);
    await take(tx, `DELETE FROM transport_reference WHERE kind = 'assistant' AND ref = ANY ($1)`, draft.assistants);
    await take(tx, 'DELETE FROM assistant_absence WHERE assistant_ref = ANY ($1)', draft.absences);
  }
}

/** A child with what it is searched by, which is made anew whenever it is written. */
const passengerRow = (data: Passenger): object => ({
  passenger_ref: data.passengerRef,
  route_ref: data.routeRef,
  school_ref: data.schoolRef,
  data,
  name_key: data.name === undefined ? null : plain(data.name),
  postcode_key: data.postcode === undefined ? null : postcodeKey(data.postcode),
});
const guardianRow = (data: EventData<'guardian.upserted'>): object => ({
  guardian_ref: data.guardianRef,
  passenger_refs: data.passengerRefs,
  data,
  telephone_keys: data.telephones.flatMap((number) => telephoneKey(number) ?? []),
});

async function put(tx: Transaction, sql: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await tx.query(sql, [JSON.stringify(rows)]);
}

/** Rows of what is gone from memory. */
async function take(tx: Transaction, sql: string, layer: Layer<unknown>): Promise<void> {
  const gone = [...layer.changes].flatMap(([key, value]) => (value === undefined ? [key] : []));
  if (gone.length > 0) await tx.query(sql, [gone]);
}

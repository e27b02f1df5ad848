import { createHmac, timingSafeEqual } from 'node:crypto';
import { secretFields } from '@sightline/contracts';
import type { EventType } from '@sightline/contracts';
import { passwordKey } from '@sightline/domain';
import type { Incoming } from './decider.js';

/** What a sealed field looks like; one that came so was sealed before. */
const sealed = /^sealed:[\w-]{43}$/u;

const namesOf = new Map<EventType, readonly string[]>(Object.entries(secretFields).map(([type, names]) => [type as EventType, names]));

/**
 * Seals what people say to be recognised by, such as a family's password, before anything keeps it: the engine sees, remembers
 * and writes only an HMAC of it, made with a key that is in the secrets folder and not in the database, over the record's own
 * reference, so that two families with one password are not seen to have it [CALL-23].
 */
export class Sealing {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  event<E extends Incoming>(event: E): E {
    return namesOf.has(event.type) ? { ...event, data: this.data(event.type, event.data) } : event;
  }

  /** An event's data with its secret fields sealed; the same object where there are none, or where they are sealed already. */
  data<D extends object>(type: string, data: D): D {
    const record = data as Readonly<Record<string, unknown>>;
    const plain = (namesOf.get(type as EventType) ?? []).filter((name) => typeof record[name] === 'string' && !sealed.test(record[name]));
    if (plain.length === 0) return data;
    const kind = type.slice(0, type.indexOf('.'));
    const ref = String(record[`${kind}Ref`]);
    return { ...data, ...Object.fromEntries(plain.map((name) => [name, this.#seal(`${kind}:${ref}`, String(record[name]))])) };
  }

  /** Whether what was said is what was sealed of `subject`, such as `guardian:<ref>`, in a time that tells nothing of either. */
  isSame(subject: string, said: string, held: string): boolean {
    const a = Buffer.from(this.#seal(subject, said));
    const b = Buffer.from(held);
    return a.length === b.length && timingSafeEqual(a, b);
  }

  #seal(subject: string, text: string): string {
    return `sealed:${createHmac('sha256', this.#key).update(`${subject}\n${passwordKey(text)}`).digest('base64url')}`;
  }
}

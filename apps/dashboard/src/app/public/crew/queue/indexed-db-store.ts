import type { CrewEvent, QueueStore, Refused, Waiting } from './queue-store';
import { isPosition } from './queue-store';

const waitingName = 'waiting';
const refusedName = 'refused';

/** The queue in this phone's IndexedDB, a database for each link: it outlives a reload, a killed tab and a flat battery. */
export class IndexedDbStore implements QueueStore {
  readonly lasts = true;

  private constructor(private readonly database: IDBDatabase) {}

  /** Fails where the browser keeps nothing. */
  static async open(name: string): Promise<IndexedDbStore> {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(waitingName, { keyPath: 'seq', autoIncrement: true });
      request.result.createObjectStore(refusedName, { keyPath: 'seq' });
    };
    const database = await done<IDBDatabase>(request);
    // Another page removes the link: nothing of it may hold that up.
    database.onversionchange = () => database.close();
    return new IndexedDbStore(database);
  }

  async append(event: CrewEvent): Promise<Waiting> {
    const seq = await this.write([waitingName], (stores) => done<number>(stores(waitingName).add(event)), isPosition(event) ? 'relaxed' : 'strict');
    return { ...event, seq };
  }

  oldest(limit: number): Promise<Waiting[]> {
    return done<Waiting[]>(this.read(waitingName).getAll(undefined, limit));
  }

  async ticks(): Promise<Waiting[]> {
    const all = await done<Waiting[]>(this.read(waitingName).getAll());
    return all.filter((event) => !isPosition(event));
  }

  refused(): Promise<Refused[]> {
    return done<Refused[]>(this.read(refusedName).getAll());
  }

  async count(): Promise<{ ticks: number; positions: number }> {
    const all = await done<Waiting[]>(this.read(waitingName).getAll());
    const positions = all.filter(isPosition).length;
    return { ticks: all.length - positions, positions };
  }

  async settle(taken: readonly number[], refused: readonly Refused[]): Promise<void> {
    await this.write([waitingName, refusedName], (stores) => {
      for (const seq of [...taken, ...refused.map((each) => each.seq)]) stores(waitingName).delete(seq);
      for (const each of refused) stores(refusedName).put(each);
    });
  }

  async dismiss(seq: number): Promise<void> {
    await this.write([refusedName], (stores) => void stores(refusedName).delete(seq));
  }

  async thin(positions: readonly number[]): Promise<void> {
    await this.write([waitingName], (stores) => positions.forEach((seq) => stores(waitingName).delete(seq)));
  }

  async positions(): Promise<number[]> {
    const all = await done<Waiting[]>(this.read(waitingName).getAll());
    return all.filter(isPosition).map(({ seq }) => seq);
  }

  private read(name: string): IDBObjectStore {
    return this.database.transaction(name, 'readonly').objectStore(name);
  }

  /** Resolves when it is on the disk, not before. */
  private write<T>(names: string[], work: (stores: (name: string) => IDBObjectStore) => T | Promise<T>, durability: IDBTransactionDurability = 'strict'): Promise<T> {
    const transaction = this.database.transaction(names, 'readwrite', { durability });
    const written = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the phone would not keep it'));
    });
    const worked = Promise.resolve(work((name) => transaction.objectStore(name)));
    return Promise.all([worked, written]).then(([result]) => result);
  }
}

function done<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('the phone could not read what it keeps'));
  });
}

import type { DemoMode } from '../config/settings.js';
import type { Database } from './database.js';
import { StartError } from './errors.js';

/** Whether a database was made for the demonstration. Decided once, at its birth: invented and real data never mix. */
export class BirthMark {
  constructor(readonly demonstration: boolean) {}

  /** Reads the mark. A database without one is being born, as `demonstration` says, unless we are a `guest` who has no say in it. */
  static async read(database: Database, demonstration: boolean, as: 'writer' | 'guest'): Promise<BirthMark> {
    if (as === 'writer') await database.query('INSERT INTO birth (demonstration) VALUES ($1) ON CONFLICT DO NOTHING', [demonstration]);
    const [mark] = await database.query<{ demonstration: boolean }>('SELECT demonstration FROM birth');
    return new BirthMark(mark?.demonstration ?? demonstration);
  }

  /** Throws a {@link StartError} where the setting and the database do not belong together. `accounts` goes with either. */
  refuseMixing(demo: DemoMode): void {
    if (demo === 'on' && !this.demonstration) {
      throw new StartError('This database holds real data, so the demonstration may not run on it: set SIGHTLINE_DEMO=off, or give the demonstration a data directory or database of its own.');
    }
    if (demo === 'off' && this.demonstration) {
      throw new StartError('This database was made for the demonstration and holds invented data: set SIGHTLINE_DEMO=on, or give the real data a data directory or database of its own.');
    }
  }
}

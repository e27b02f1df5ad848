import type { DemoMode } from '../config/settings.js';
import type { Database } from './database.js';
import { StartError } from './errors.js';

/**
 * Whether a database is for the demonstration. Decided once: at its birth where the demonstration is on or off, and
 * by the first feed where there are its accounts alone. Invented and real data never mix.
 */
export class BirthMark {
  private constructor(
    private readonly database: Pick<Database, 'query'>,
    private mark: boolean | null,
  ) {}

  /** Reads the mark; a `writer` makes it where there is none yet. */
  static async read(database: Pick<Database, 'query'>, demo: DemoMode, as: 'writer' | 'guest'): Promise<BirthMark> {
    const birth = new BirthMark(database, null);
    if (as === 'writer') {
      await database.query('INSERT INTO birth (demonstration) SELECT NULL WHERE NOT EXISTS (SELECT FROM birth) ON CONFLICT DO NOTHING');
      if (demo !== 'accounts') await birth.decide(demo === 'on');
    }
    await birth.reread();
    return birth;
  }

  /** Undefined while nothing has decided it. */
  get demonstration(): boolean | undefined {
    return this.mark ?? undefined;
  }

  /** Marks the database, unless it is marked already. Resolves with its mark. */
  async decide(demonstration: boolean): Promise<boolean> {
    await this.database.query('UPDATE birth SET demonstration = $1 WHERE demonstration IS NULL', [demonstration]);
    await this.reread();
    return this.mark ?? demonstration;
  }

  /** Throws a {@link StartError} where the setting and the database do not belong together. `accounts` goes with either. */
  refuseMixing(demo: DemoMode): void {
    if (demo === 'on' && this.mark === false) {
      throw new StartError('This database holds real data, so the demonstration may not run on it: set SIGHTLINE_DEMO=off, or give the demonstration a data directory or database of its own.');
    }
    if (demo === 'off' && this.mark === true) {
      throw new StartError('This database was made for the demonstration and holds invented data: set SIGHTLINE_DEMO=on, or give the real data a data directory or database of its own.');
    }
  }

  private async reread(): Promise<void> {
    const [row] = await this.database.query<{ demonstration: boolean | null }>('SELECT demonstration FROM birth');
    this.mark = row?.demonstration ?? null;
  }
}

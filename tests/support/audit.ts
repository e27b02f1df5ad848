import { withDatabase } from '../../apps/api/dist/cli/guest.js';
import { Config } from '../../apps/api/dist/config/config.js';
import { Audit } from '../../apps/api/dist/identity/audit/audit.repository.js';
import type { Pruned } from '../../apps/api/dist/identity/audit/audit-chain.repository.js';
import type { Sightline } from './sightline.ts';

/** Prunes the audit beside a running Sightline, with its key. */
export function pruneAudit(databaseUrl: string, { dataDir }: Pick<Sightline, 'dataDir'>, before: Date): Promise<Pruned> {
  const config = new Config({ DATABASE_URL: databaseUrl, SIGHTLINE_DATA_DIR: dataDir });
  return withDatabase(config, (database) => new Audit(database, config).prune(before));
}

import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../errors.js';
import { majorVersion, program } from './binaries.js';
import type { Home } from './home.js';

const run = promisify(execFile);

export const databaseUser = 'sightline';
export const databaseName = 'postgres';

/** How the server is set up: durable, small enough for a machine that it shares, and quiet about values. */
const parameters: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '40',
  password_encryption: 'scram-sha-256',
  // What was acknowledged is on the disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  wal_buffers: '8MB',
  min_wal_size: '128MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '10min',
  checkpoint_completion_target: '0.9',
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  autovacuum_max_workers: '2',
  io_workers: '1',
  jit: 'off',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and details quote values, which could be a child's: the log says what failed, never with what.
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  logging_collector: 'off',
  // Nobody replicates from here: one process less.
  max_logical_replication_workers: '0',
};

/** The arguments of the server's command line. The folder is in it, so that a server can be told from any other. */
export const serverArguments = (cluster: string, port: number): string[] => [
  '-D', cluster, '-p', String(port),
  ...Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

/** Makes the database's files unless they are there; refuses those of another version. */
export async function prepareCluster(home: Home, native: string, password: string): Promise<'made' | 'found'> {
  const versionFile = join(home.cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === majorVersion) return 'found';
    throw new StartError(`${home.cluster} was made by PostgreSQL ${version}, and this Sightline brings ${majorVersion}: start the Sightline that made it and dump the data, or set SIGHTLINE_DATA_DIR to another folder.`);
  }
  if (existsSync(home.cluster)) throw new StartError(`${home.cluster} is not a database: move it away, or set SIGHTLINE_DATA_DIR to another folder.`);
  await initialise(home, native, password);
  return 'made';
}

/** Runs initdb in a draft that is renamed at its end, so that a kill in the middle leaves nothing half made. */
async function initialise({ folder, cluster, owner }: Home, native: string, password: string): Promise<void> {
  const draft = join(folder, 'draft');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  // The umask may have taken even the owner's rights away.
  chmodSync(draft, 0o700);
  const made = join(draft, 'cluster');
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [draft, passwordFile]) if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${databaseUser}`, `--pwfile=${passwordFile}`, '--auth-host=scram-sha-256', '--auth-local=reject'];
  const syncMethod = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
  try {
    await run(program(native, 'initdb'), ['-D', made, ...access, ...locale, ...syncMethod, '--no-instructions'], {
      ...owner,
      cwd: draft,
      windowsHide: true,
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1);
    throw new StartError(`The embedded database could not be made in ${folder}: ${said === undefined || said === '' ? String(error) : said}.`, { cause: error });
  }
  renameSync(made, cluster);
  rmSync(draft, { recursive: true, force: true });
}

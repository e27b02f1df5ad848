/** Start-up cannot go on. The message is one sentence for a person: what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The database is away, the engine is starting, or too much waits already: nothing was stored, send it again later. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';

  constructor(
    message: string,
    /** When it may be worth trying again. */
    readonly retryAfterSeconds = 2,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** SQLSTATE classes that blame the statement or its values, not the server: cardinality, data, constraint, syntax. */
const statementClasses = new Set(['0A', '21', '22', '23', '42', '54', 'P0']);
/** SQLSTATE classes that blame the moment: lost connection, rollback for others' sake, resources, stopping, system. */
const awayClasses = new Set(['08', '53', '57', '58', 'XX']);

export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/**
 * Whether the server refused a statement for what it says: the same statement would be refused again, and its
 * transaction is surely rolled back. Everything else (connection lost, server stopping, disk full) may pass.
 * Source: PostgreSQL manual, appendix A.
 */
export function isStatementError(error: unknown): boolean {
  const code = codeOf(error);
  return code?.length === 5 && statementClasses.has(code.slice(0, 2));
}

/** What the driver says without a code when its connection is gone. */
const lost = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|Client was closed|Client is closed|Cannot use a pool after)/;

/** Whether an error of the driver means that the database is away, and not that the statement is wrong. */
export function isAway(error: unknown): boolean {
  if (error instanceof StorageUnavailable) return true;
  const code = codeOf(error);
  if (code === undefined) return error instanceof Error && lost.test(error.message);
  // Codes of five characters are the server's; longer ones (ECONNREFUSED) are the network's.
  return code.length === 5 ? awayClasses.has(code.slice(0, 2)) : /^E[A-Z]+$/.test(code);
}

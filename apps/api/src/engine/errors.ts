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

/**
 * Whether the server refused a statement for what it says: the same statement would be refused again, and its
 * transaction is surely rolled back. Everything else (connection lost, server stopping, disk full) may pass.
 * Source: PostgreSQL manual, appendix A.
 */
export function isStatementError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  const { code } = error;
  return typeof code === 'string' && code.length === 5 && statementClasses.has(code.slice(0, 2));
}

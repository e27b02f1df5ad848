/** An open database transaction, or a connection outside one: SQL with numbered parameters, rows back. */
export interface Transaction {
  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

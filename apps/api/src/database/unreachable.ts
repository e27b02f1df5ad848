import { codeOf, StartError } from './errors.js';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of its host cannot be looked up',
  EHOSTUNREACH: 'there is no way to its host',
  ENETUNREACH: 'there is no way to its network',
  ECONNRESET: 'it closed the connection',
  ETIMEDOUT: 'it did not answer in time',
  '28P01': 'user or password is not right',
  '28000': 'this user may not connect from here',
  '3D000': 'it has no database of this name',
  '42501': 'this user lacks a right',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
};

/** Which database it is, without a user or a password. */
function nameOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'the database' : `the database ${parsed.hostname || 'localhost'}:${parsed.port || '5432'}${parsed.pathname}`;
}

/** Why a database cannot be connected to, in one sentence that never holds a password. */
export function unreachable(url: string, error: unknown): StartError {
  // Node tries each address of a host, and tells of all of them together.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const code = codeOf(error) ?? codeOf(first);
  const timedOut = first instanceof Error && first.message.includes('timeout');
  const reason = timedOut ? reasons.ETIMEDOUT : (reasons[code ?? ''] ?? `the driver says ${code ?? 'nothing of use'}`);
  return new StartError(`Sightline cannot connect to ${nameOf(url)} (DATABASE_URL): ${reason ?? 'nobody knows why'}. Check the address and that PostgreSQL runs there.`, { cause: error });
}

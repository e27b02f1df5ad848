import { BadRequestException } from '@nestjs/common';
import { problemsOf } from '@sightline/contracts';
import type { IncomingHttpHeaders } from 'node:http';
import type * as z from 'zod';
import type { GuardedRequest } from './allow.js';

/** What identity needs of a request and a reply; Fastify's are such. */
export interface Request extends GuardedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
  readonly protocol: string;
  /** The route that it was matched with, as Fastify writes it: `/api/transport/runs/:runRef`. */
  readonly routeOptions?: { readonly url?: string };
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}
export interface Reply {
  header(name: string, value: string | number | readonly string[]): unknown;
}

/** The route of a request as its contract writes it: `GET /api/transport/runs/{runRef}`. */
export const routeOf = ({ method, routeOptions }: Pick<Request, 'method' | 'routeOptions'>): string =>
  `${method === 'HEAD' ? 'GET' : method} ${(routeOptions?.url ?? '').replaceAll(/:(\w+)/g, '{$1}')}`;

/** The body as its contract has it, or a 400 that says where it is not. Never repeats what was sent. */
export function parsed<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new BadRequestException({ message: 'Some of what was sent is not as it should be.', problems: problemsOf(result.error) });
}

/** What tells whether a table is asked for as a file. */
export interface CsvRequest {
  readonly url: string;
  readonly headers: Pick<IncomingHttpHeaders, 'accept'>;
}
export const isCsvFile = ({ url }: CsvRequest): boolean => /\.csv(\?|$)/.test(url);

/** Whether CSV is asked for: by an address that ends in `.csv`, or by a header that would rather have it than JSON. */
export function wantsCsv(request: CsvRequest): boolean {
  const types = (request.headers.accept ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  const csv = types.indexOf('text/csv');
  const json = types.indexOf('application/json');
  return isCsvFile(request) || (csv >= 0 && (json < 0 || csv < json));
}

import { eventSchemas, problem, routes } from '@sightline/contracts';
import type { Caller, RouteContract } from '@sightline/contracts';
import * as z from 'zod';

type Json = Record<string, unknown>;
/** A route as the server has it. */
export interface ServedRoute {
  readonly method: string;
  /** As Fastify writes it: `/api/transport/runs/:runRef`. */
  readonly path: string;
}

/** JSON Schema of what is sent (`input`) or answered (`output`). What JSON Schema cannot say is left open. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/** `/api/runs/:runRef` as OpenAPI writes it. */
export const openPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/**
 * The OpenAPI 3.1 document of the routes that are served. A served route without a contract is in it too, marked
 * `x-undocumented`, so that a test can find it.
 */
export function openApi(served: readonly ServedRoute[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const { method, path } of served) {
    const open = openPath(path);
    const contract = routes.find((route) => route.method === method && route.path === open);
    (paths[open] ??= {})[method.toLowerCase()] = contract ? operation(contract) : { 'x-undocumented': true, responses: {} };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sightline', version, description: 'Events in, answers out. Errors are problem documents (RFC 9457).' },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output'), ...eventComponents() },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'sightline' },
        feed: { type: 'http', scheme: 'bearer' },
        device: { type: 'http', scheme: 'basic' },
        link: { type: 'apiKey', in: 'header', name: 'authorization' },
      },
    },
  };
}

/** The data of each event type, as `event.<type>`. */
const eventComponents = (): Json =>
  Object.fromEntries(Object.entries(eventSchemas).map(([type, schema]) => [`event.${type}`, schemaOf(schema, 'input')]));

function operation(route: RouteContract): Json {
  return {
    summary: route.summary,
    tags: [route.path.split('/')[2] ?? 'api'],
    description: `For: ${route.callers.map(nameOf).join(', ')}.`,
    security: security(route.callers),
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.body ? { requestBody: { required: true, content: contentOf(route.body, 'input') } } : {}),
    responses: {
      [String(route.status ?? 200)]: success(route),
      default: { description: 'A problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

export const nameOf = (caller: Caller): string => {
  if (typeof caller === 'object') return 'links' in caller ? `holders of a public link (${caller.links.join(', ')})` : `roles that may ${caller.grant} ${caller.resource}`;
  const names = { everyone: 'everyone', 'signed-in': 'everyone signed in', feed: 'machines with a feed token', device: 'devices' } as const;
  return names[caller];
};

function security(callers: readonly Caller[]): Json[] {
  if (callers.includes('everyone')) return [];
  return callers.map((caller) => {
    if (typeof caller === 'object') return 'links' in caller ? { link: [] } : { session: [] };
    return caller === 'feed' || caller === 'device' ? { [caller]: [] } : { session: [] };
  });
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

function queryParameters(query: z.ZodObject | undefined): Json[] {
  if (query === undefined) return [];
  return Object.entries(query.shape).map(([name, field]) => ({
    name,
    in: 'query',
    required: !z.safeParse(field, undefined).success,
    schema: schemaOf(field as z.ZodType, 'input'),
  }));
}

function success({ reply }: RouteContract): Json {
  if (reply === undefined) return { description: 'Done' };
  if ('mediaType' in reply) return { description: 'Done', content: { [reply.mediaType]: { schema: { type: 'string' } } } };
  return { description: 'Done', content: contentOf({ 'application/json': reply }, 'output') };
}

const contentOf = (schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Json =>
  Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, { schema: schemaOf(schema, io) }]));

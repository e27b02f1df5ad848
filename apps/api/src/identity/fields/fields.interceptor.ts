import { Injectable, StreamableFile } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { files, routes } from '@sightline/contracts';
import type { FieldScope } from '@sightline/contracts';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { ALLOWED } from '../allow.js';
import type { Allowed } from '../allow.js';
import { routeOf, wantsCsv } from '../http.js';
import type { Request } from '../http.js';
import type { Principal } from '../principal.js';
import { Fields } from './fields.service.js';
import type { Onlooker } from './fields.service.js';

interface RoutedRequest extends Request {
  readonly url: string;
}

/**
 * Leaves of every reply what its caller may see: inside the interceptor that makes CSV, so that a file is made of what
 * is left. Replies that are files are named in the table (`files`), and nothing else goes by [ACC-1] [ACC-4].
 */
@Injectable()
export class FieldsInterceptor implements NestInterceptor {
  readonly #reflector: Reflector;
  readonly #fields: Fields;

  constructor(reflector: Reflector, fields: Fields) {
    this.#reflector = reflector;
    this.#fields = fields;
  }

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<RoutedRequest>();
    const { principal } = request;
    // A route for everyone tells everyone the same.
    if (principal === undefined || isFile(request)) return next.handle();
    const allowed = this.#reflector.getAllAndOverride<Allowed | undefined>(ALLOWED, [context.getHandler(), context.getClass()]);
    const [onlooker, scope] = whose(principal, told.get(routeOf(request)) ?? guarded(allowed));
    return next.handle().pipe(map((body) => (isData(body) ? this.#fields.project(onlooker, scope, body, wantsCsv(request) ? 'export' : 'screen') : body)));
  }
}

const isFile = (request: RoutedRequest): boolean => Object.hasOwn(files, routeOf(request));
const isData = (body: unknown): boolean => typeof body === 'object' && body !== null && !(body instanceof StreamableFile) && !(body instanceof Uint8Array);

/** Whose fields each route of the contract sends to people: the field table is held against the contract, so it is what counts here. */
const told = new Map<string, FieldScope>(
  routes.flatMap(({ method, path, callers }) =>
    callers.flatMap((caller): [string, FieldScope][] => {
      if (caller === 'signed-in') return [[`${method} ${path}`, 'signed-in']];
      return typeof caller === 'object' && 'resource' in caller ? [[`${method} ${path}`, caller.resource as FieldScope]] : [];
    }),
  ),
);
const guarded = (allowed: Allowed | undefined): FieldScope => (typeof allowed === 'object' ? (allowed.resource as FieldScope) : 'signed-in');

function whose(principal: Principal, scope: FieldScope): [Onlooker, FieldScope] {
  if (principal.kind === 'feed') return ['outside', 'feed'];
  if (principal.kind === 'link') return ['outside', `link:${principal.linkKind}`];
  return [principal.role, scope];
}

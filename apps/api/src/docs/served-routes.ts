import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ServedRoute } from './openapi.js';

/** Notes every route as the server registers it, so that the documentation is of what there is. */
@Injectable()
export class ServedRoutes {
  private readonly found: ServedRoute[] = [];

  constructor(host: HttpAdapterHost<FastifyAdapter>) {
    host.httpAdapter.getInstance().addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) this.found.push({ method: one, path: url });
    });
  }

  get all(): ServedRoute[] {
    const seen = new Set<string>();
    return this.found
      .filter(({ method, path }) => path.startsWith('/api/') && !path.includes('*') && method !== 'HEAD' && method !== 'OPTIONS')
      .filter(({ method, path }) => seen.size < seen.add(`${method} ${path}`).size)
      .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
  }
}

import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import { routes } from '@sightline/contracts';
import { Public } from '../identity/allow.js';
import { catalogue } from './catalogue.js';
import { openApi, openPath } from './openapi.js';
import { eventsPage, interfacePage } from './page.js';
import { ServedRoutes } from './served-routes.js';

interface Reply {
  header(name: string, value: string): unknown;
}

const version = '1';

/** The published interface, made from the schemas that the doors check with. */
@Controller('docs')
@Public()
export class DocsController {
  constructor(private readonly served: ServedRoutes) {}

  /** Made once: anybody may ask for them, and to make one takes a tenth of a second [FUZZ-4]. */
  private readonly made = new Map<string, unknown>();

  private once<T>(name: string, make: () => T): T {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as T;
  }

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  interface(): string {
    return this.once('interface', () => {
      const there = new Set(this.served.all.map(({ method, path }) => `${method} ${openPath(path)}`));
      return interfacePage(routes.filter(({ method, path }) => there.has(`${method} ${path}`)));
    });
  }

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  openApi(): string {
    return this.once('openapi', () => JSON.stringify(openApi(this.served.all, version)));
  }

  /** HTML for a browser, JSON for whoever asks for JSON. */
  @Get('events')
  events(@Headers('accept') accept: string | undefined, @Res({ passthrough: true }) reply: Reply): unknown {
    reply.header('vary', 'Accept');
    if (wantsJson(accept)) return this.once('catalogue', () => ({ items: catalogue() }));
    reply.header('content-type', 'text/html; charset=utf-8');
    return this.once('events', () => eventsPage(catalogue()));
  }
}

const wantsJson = (accept = ''): boolean => accept.includes('json') && !accept.includes('text/html');

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

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  interface(): string {
    const there = new Set(this.served.all.map(({ method, path }) => `${method} ${openPath(path)}`));
    return interfacePage(routes.filter(({ method, path }) => there.has(`${method} ${path}`)));
  }

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  openApi(): unknown {
    return openApi(this.served.all, version);
  }

  /** HTML for a browser, JSON for whoever asks for JSON. */
  @Get('events')
  events(@Headers('accept') accept: string | undefined, @Res({ passthrough: true }) reply: Reply): unknown {
    reply.header('vary', 'Accept');
    if (wantsJson(accept)) return { items: catalogue() };
    reply.header('content-type', 'text/html; charset=utf-8');
    return eventsPage(catalogue());
  }
}

const wantsJson = (accept = ''): boolean => accept.includes('json') && !accept.includes('text/html');

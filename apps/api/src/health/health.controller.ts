import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Engine } from '../engine/engine.js';

/** For whoever runs it. Alive: the process answers. Ready: what is sent to the doors would be stored. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly engine: Engine,
  ) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  async ready(): Promise<{ status: 'ready' }> {
    const isReachable = await this.database.ping().then(
      () => true,
      () => false,
    );
    if (!isReachable) throw new ServiceUnavailableException('Not ready: the database cannot be reached.');
    if (!this.engine.live) throw new ServiceUnavailableException('Not ready: the engine is not live.');
    return { status: 'ready' };
  }
}

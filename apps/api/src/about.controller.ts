import { Controller, Get } from '@nestjs/common';
import { roles } from '@sightline/contracts';
import type { About } from '@sightline/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config, workspaceFolder } from './config/config.js';
import { BirthMark } from './database/birth.js';
import { Public } from './identity/allow.js';

const { version } = JSON.parse(readFileSync(join(workspaceFolder, 'package.json'), 'utf8')) as { version: string };

/** What anyone may know before signing in. */
@Controller('about')
export class AboutController {
  constructor(
    private readonly config: Config,
    private readonly birth: BirthMark,
  ) {}

  @Public()
  @Get()
  about(): About {
    const { demo, timeZone, tileUrl, tileAttribution } = this.config;
    return {
      name: 'Sightline',
      version,
      demonstration: this.birth.demonstration === true,
      oneClickRoles: demo === 'on' ? [...roles] : [],
      timeZone,
      tiles: tileUrl === undefined ? null : { url: tileUrl, attribution: tileAttribution },
    };
  }
}

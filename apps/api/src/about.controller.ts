import { Controller, Get } from '@nestjs/common';
import { roles } from '@sightline/contracts';
import type { About } from '@sightline/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config, workspaceFolder } from './config/config.js';
import { BirthMark } from './database/birth.js';
import { Public } from './identity/allow.js';
import { OidcProvider } from './identity/oidc/provider.js';

const { version } = JSON.parse(readFileSync(join(workspaceFolder, 'package.json'), 'utf8')) as { version: string };

/** What anyone may know before signing in. */
@Controller('about')
export class AboutController {
  constructor(
    private readonly config: Config,
    private readonly birth: BirthMark,
    private readonly provider: OidcProvider,
  ) {}

  @Public()
  @Get()
  about(): About {
    const { demo, localSignIn, singleSignOn, timeZone, tileUrl, tileAttribution } = this.config;
    return {
      name: 'Sightline',
      version,
      demonstration: this.birth.demonstration === true,
      oneClickRoles: demo === 'on' && localSignIn ? [...roles] : [],
      singleSignOn: singleSignOn ? { label: singleSignOn.label, available: this.provider.isReachable } : null,
      localSignIn,
      timeZone,
      tiles: tileUrl === undefined ? null : { url: tileUrl, attribution: tileAttribution },
    };
  }
}

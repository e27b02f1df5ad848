import { Global, Module } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Config } from '../config/config.js';
import { OwnAccountController } from './account/own-account.controller.js';
import { OwnWord } from './account/own-word.js';
import { SecondFactorRepository } from './account/second-factor.repository.js';
import { SecondFactor } from './account/second-factor.service.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsRepository } from './accounts.repository.js';
import { Accounts } from './accounts.service.js';
import { auditControllers, auditParts } from './audit/audit.parts.js';
import { Devices } from './devices.repository.js';
import { FirstAdministrator } from './first-administrator.js';
import { Fields } from './fields/fields.service.js';
import { IdentityGuard } from './guard.js';
import { LinkGate } from './link-gate.js';
import { LinksRepository } from './links.repository.js';
import { Links } from './links.service.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcProvider } from './oidc/provider.js';
import { SingleSignOnAccounts } from './oidc/single-sign-on.repository.js';
import { SingleSignOn } from './oidc/single-sign-on.service.js';
import { Pseudonyms } from './pseudonym.js';
import { SessionController } from './session.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';

@Global()
@Module({
  controllers: [...auditControllers, SessionController, AccountsController, OwnAccountController, OidcController],
  providers: [
    SecondFactorRepository,
    SecondFactor,
    OwnWord,
    AccountsRepository, Devices, SessionsRepository, Accounts, Sessions, SignIn, FirstAdministrator, LinkGate, Links, LinksRepository,
    ...auditParts,
    Pseudonyms,
    Fields,
    OidcProvider,
    SingleSignOnAccounts,
    SingleSignOn,
    { provide: APP_GUARD, useClass: IdentityGuard },
  ],
  exports: [OidcProvider, Accounts, Devices, Sessions, ...auditParts, FirstAdministrator, LinkGate, Links, LinksRepository, Pseudonyms, Fields],
})
export class IdentityModule implements OnApplicationBootstrap {
  readonly #accounts: Accounts;
  readonly #config: Config;

  constructor(accounts: Accounts, config: Config) {
    this.#accounts = accounts;
    this.#config = config;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.#config.demo !== 'off') await this.#accounts.addDemonstration();
  }
}

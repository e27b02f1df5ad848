import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Engine } from './engine.js';
import { FeedGate } from './feed-gate.js';
import { FeedsTopic } from './feeds.topic.js';
import { JournalRepository } from './journal.repository.js';
import { PersonalQueries } from './personal.queries.js';
import { QuarantineRepository } from './quarantine.repository.js';
import { CommandScopes } from './command-scopes.js';
import { LinkScopes } from './link-scopes.js';
import { RunFinder } from './run-finder.js';
import { Sealing } from './sealing.js';
import { SourceHealth } from './source-health.js';
import { SourceRepository } from './source.repository.js';
import { writerProvider } from './writer.provider.js';

const sealingProvider = { provide: Sealing, inject: [Config], useFactory: (config: Config) => new Sealing(config.sealingKey) };

@Global()
@Module({
  providers: [Engine, FeedGate, FeedsTopic, JournalRepository, CommandScopes, LinkScopes, PersonalQueries, QuarantineRepository, RunFinder, sealingProvider, SourceHealth, SourceRepository, writerProvider],
  exports: [CommandScopes, Engine, FeedGate, JournalRepository, LinkScopes, PersonalQueries, QuarantineRepository, RunFinder, Sealing, SourceHealth, SourceRepository],
})
export class EngineModule {}

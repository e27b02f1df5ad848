import { Global, Module } from '@nestjs/common';
import { Engine } from './engine.js';
import { FeedGate } from './feed-gate.js';
import { FeedsTopic } from './feeds.topic.js';
import { JournalRepository } from './journal.repository.js';
import { PersonalQueries } from './personal.queries.js';
import { QuarantineRepository } from './quarantine.repository.js';
import { LinkScopes } from './link-scopes.js';
import { RunFinder } from './run-finder.js';
import { SourceHealth } from './source-health.js';
import { SourceRepository } from './source.repository.js';
import { writerProvider } from './writer.provider.js';

@Global()
@Module({
  providers: [Engine, FeedGate, FeedsTopic, JournalRepository, LinkScopes, QuarantineRepository, RunFinder, SourceHealth, SourceRepository, writerProvider, PersonalQueries],
  exports: [Engine, FeedGate, JournalRepository, LinkScopes, QuarantineRepository, RunFinder, SourceHealth, SourceRepository, PersonalQueries],
})
export class EngineModule {}

import { Injectable, computed, inject, signal } from '@angular/core';
import type { NewSource, SourceChange, SourceView } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import { Api } from '../shell/api';
import { Session } from '../shell/session';
import { PagedList, problemWords } from './paged-store';
import { nameOf, stateWords } from './source-words';

/** The sources of what comes in: how they are doing, live, and what was configured. */
@Injectable()
export class SourcesStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly feeds = inject(LiveClient).open('feeds');
  private readonly configured = new PagedList<SourceView>(this.api, '/api/sources');

  readonly status = this.feeds.status;
  readonly problem = this.feeds.problem;
  readonly asOf = this.feeds.asOf;
  readonly mayAct = computed(() => this.session.may('feeds', 'act'));
  readonly maySeeQuarantine = computed(() => this.session.may('quarantine'));
  readonly saved = signal('');
  /** Who needs someone first; of equals by name, so that nothing moves while it is read. */
  readonly sources = computed(() => this.feeds.values().toSorted((a, b) => stateWords[a.state].rank - stateWords[b.state].rank || nameOf(a).localeCompare(nameOf(b), 'en-GB')));
  readonly settings = computed(() => {
    const listed = this.configured.list();
    return new Map(listed.state === 'ready' ? listed.items.map((source) => [source.name, source] as const) : []);
  });

  load = (): Promise<void> => this.configured.load();

  add = (source: NewSource): Promise<string> => this.done(`${source.name} is added.`, () => this.api.post('/api/sources', source));
  change = (name: string, change: SourceChange): Promise<string> => this.done(`${name} is changed.`, () => this.api.patch(`/api/sources/${encodeURIComponent(name)}`, change));
  remove = (name: string): Promise<string> => this.done(`${name} is removed.`, () => this.api.delete(`/api/sources/${encodeURIComponent(name)}`));

  /** What is wrong; an empty text when it is done. */
  private async done(words: string, work: () => Promise<unknown>): Promise<string> {
    this.saved.set('');
    try {
      await work();
    } catch (error) {
      return problemWords(error);
    }
    await this.configured.load();
    this.saved.set(words);
    return '';
  }
}

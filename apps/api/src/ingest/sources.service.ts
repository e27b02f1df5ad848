import { Injectable } from '@nestjs/common';
import type { NewSource, SourceChange, SourceView } from '@sightline/contracts';
import { SourceHealth } from '../engine/source-health.js';
import { SourceRepository } from '../engine/source.repository.js';
import type { Source } from '../engine/source.repository.js';
import { Audit } from '../identity/audit/audit.repository.js';
import { feedSource } from './vehicle-feeds.service.js';

/** The event source of a configured one: what is polled speaks under a name of ours, what is pushed under its own. */
export const eventSourceOf = ({ kind, name }: Pick<Source, 'kind' | 'name'>): string => (kind === 'pushed' ? name : feedSource(name));

/** The configured sources as they are now: what the pages change and the poller reads. */
@Injectable()
export class Sources {
  private current: readonly Source[] = [];

  constructor(
    private readonly repository: SourceRepository,
    private readonly health: SourceHealth,
    private readonly audit: Audit,
  ) {}

  get all(): readonly Source[] {
    return this.current;
  }

  /** Reads them anew: the command line may have changed them. */
  async reload(): Promise<void> {
    this.current = await this.repository.all();
    this.health.configure(new Map(this.current.map((source) => [eventSourceOf(source), viewOf(source)])));
  }

  async list(): Promise<SourceView[]> {
    await this.reload();
    return this.current.map(viewOf);
  }

  /** `undefined` when the name is taken. */
  async add(source: NewSource, by: string): Promise<SourceView | undefined> {
    if (!(await this.repository.add(source))) return undefined;
    await this.audit.append('source-added', by, { source: source.name, kind: source.kind, ...(source.kind !== 'pushed' && { allowPrivate: source.allowPrivate }) });
    return this.view(source.name);
  }

  /** `undefined` when there is no such source; `key-needed` where its key would go to another host than the one that it was given for. */
  async change(name: string, change: SourceChange, by: string): Promise<SourceView | 'key-needed' | undefined> {
    await this.reload();
    const source = this.current.find((each) => each.name === name);
    if (source !== undefined && takesKeyElsewhere(source, change)) return 'key-needed';
    if (!(await this.repository.change(name, change))) return undefined;
    await this.audit.append('source-changed', by, { source: name, changed: Object.keys(change) });
    return this.view(name);
  }

  async remove(name: string, by: string): Promise<boolean> {
    const source = this.current.find((each) => each.name === name);
    if (!(await this.repository.remove(name))) return false;
    await this.audit.append('source-removed', by, { source: name });
    await this.reload();
    if (source && source.kind !== 'pushed') {
      this.health.forget(eventSourceOf(source));
      await this.repository.forgetHealth(eventSourceOf(source));
    }
    return true;
  }

  private async view(name: string): Promise<SourceView | undefined> {
    await this.reload();
    const source = this.current.find((each) => each.name === name);
    return source && viewOf(source);
  }
}

/** Nobody is shown a key, and nobody has it sent to an address of theirs [SEC-38]. */
const takesKeyElsewhere = ({ secret, url }: Source, change: SourceChange): boolean =>
  secret !== null && change.key === undefined && change.url !== undefined && URL.parse(change.url)?.origin !== URL.parse(url ?? '')?.origin;

const viewOf = ({ secret: _, ...view }: Source): SourceView => view;

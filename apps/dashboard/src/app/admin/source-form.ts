import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { FeedHealth, NewSource, SourceChange, SourceKey, SourceView } from '@sightline/contracts';
import { written } from '../ui/form';
import { SourcesStore } from './sources-store';

/** The settings of a source: of a new one, of one that is polled, or the rhythm of one that sends by itself. */
@Component({
  selector: 'sl-source-form',
  templateUrl: './source-form.html',
  styleUrl: './section.scss',
  host: { class: 'inside' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SourceForm {
  private readonly store = inject(SourcesStore);
  /** What is configured; null for a new one. */
  readonly settings = input<SourceView | null>(null);
  /** A source that sends by itself, whose rhythm is to be set. */
  readonly pushed = input<FeedHealth | null>(null);
  readonly closed = output<void>();
  readonly problem = signal('');
  readonly removing = signal(false);
  readonly polled = computed(() => this.pushed() === null && this.settings()?.kind !== 'pushed');

  async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const settings = this.settings();
    this.finish(settings === null ? await this.store.add(this.newSource(data)) : await this.store.change(settings.name, this.changes(data)));
  }

  async toggle({ name, enabled }: SourceView): Promise<void> {
    this.finish(await this.store.change(name, { enabled: !enabled }));
  }

  async remove({ name }: SourceView): Promise<void> {
    if (!this.removing()) this.removing.set(true);
    else this.finish(await this.store.remove(name));
  }

  private finish(problem: string): void {
    this.problem.set(problem);
    if (problem === '') this.closed.emit();
  }

  private newSource(data: FormData): NewSource {
    const rhythm = this.rhythm(data);
    const pushed = this.pushed();
    if (pushed !== null) return { kind: 'pushed', name: pushed.source, ...rhythm };
    const key = this.key(data);
    return { kind: written(data, 'kind') === 'siri-vm' ? 'siri-vm' : 'gtfs-realtime', name: written(data, 'name').trim(), url: written(data, 'url').trim(), ...rhythm, allowPrivate: data.get('private') !== null, ...(key && { key }) };
  }

  private changes(data: FormData): SourceChange {
    const rhythm = this.rhythm(data);
    if (!this.polled()) return rhythm;
    const key = this.key(data);
    return { url: written(data, 'url').trim(), ...rhythm, allowPrivate: data.get('private') !== null, ...(data.get('forget') !== null ? { key: null } : key && { key }) };
  }

  private rhythm(data: FormData): { everySeconds: number; staleSeconds: number } {
    return { everySeconds: Number(written(data, 'every')), staleSeconds: Number(written(data, 'stale')) };
  }

  /** A key that was left empty stays as it is. */
  private key(data: FormData): SourceKey | undefined {
    const value = written(data, 'key');
    return value === '' ? undefined : { in: written(data, 'key-in') === 'query' ? 'query' : 'header', name: written(data, 'key-name').trim(), value };
  }
}

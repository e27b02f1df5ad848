import { computed, signal } from '@angular/core';
import type { WritableSignal } from '@angular/core';
import type { SavedProfile } from '@sightline/contracts';
import { ApiProblem } from './api';
import type { Api } from './api';

/** The profile by which a page reads a kind of spreadsheet: chosen, changed, kept under a name, removed. */
export class ImportProfile<P extends { readonly name: string }> {
  readonly saved = signal<readonly SavedProfile<P>[]>([]);
  readonly current: WritableSignal<P>;
  readonly problem = signal('');
  readonly said = signal('');
  /** The one that the profile was taken from. */
  readonly chosen = computed(() => this.saved().find(({ profile }) => profile.name === this.current().name) ?? null);
  /** The profile of the last preview. */
  private readonly looked = signal<P | null>(null);
  /** It was changed since the preview: what the preview says is no longer what would happen. */
  readonly isChanged = computed(() => this.looked() !== this.current());

  /** `at`: where profiles of this kind are kept. */
  constructor(
    private readonly api: Api,
    private readonly at: string,
    private readonly fresh: P,
  ) {
    this.current = signal(fresh);
  }

  change(how: (profile: P) => Partial<P>): void {
    this.current.update((profile) => ({ ...profile, ...how(profile) }));
  }

  choose(name: string): void {
    this.current.set(this.saved().find(({ profile }) => profile.name === name)?.profile ?? this.fresh);
  }

  /** Marks the profile as the one that a preview is made with. */
  look(): P {
    const profile = this.current();
    this.looked.set(profile);
    this.said.set('');
    return profile;
  }

  async save(name: string): Promise<void> {
    const profile = { ...this.current(), name };
    await this.keep(async () => {
      await this.api.put(this.addressOf(name), profile);
      // Another name changes nothing of what the preview has said.
      if (this.looked() === this.current()) this.looked.set(profile);
      this.current.set(profile);
      this.said.set(`Saved as “${name}”.`);
    });
  }

  async remove(): Promise<void> {
    await this.keep(async () => {
      await this.api.delete(this.addressOf(this.current().name));
      this.said.set(`“${this.current().name}” was removed.`);
      this.current.set(this.fresh);
    });
  }

  /** `offers`: the last used is chosen. */
  async load(offers: boolean): Promise<void> {
    try {
      const { items } = await this.api.get<{ items: SavedProfile<P>[] }>(this.at);
      this.saved.set(items);
      const [last] = items;
      if (offers && last !== undefined) this.current.set(last.profile);
    } catch (error) {
      this.problem.set(error instanceof ApiProblem ? error.message : 'The profiles could not be read.');
    }
  }

  private addressOf(name: string): string {
    return `${this.at}/${encodeURIComponent(name)}`;
  }

  private async keep(act: () => Promise<void>): Promise<void> {
    this.problem.set('');
    try {
      await act();
      await this.load(false);
    } catch (error) {
      this.problem.set(error instanceof ApiProblem ? error.message : 'The profile could not be saved.');
    }
  }
}

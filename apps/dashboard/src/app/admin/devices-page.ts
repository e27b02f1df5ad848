import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Age } from '../ui/age';
import { written } from '../ui/form';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { plainAges } from './ages';
import { DevicesStore } from './devices-store';

/** Telephones and trackers: who may send positions, and for what. A secret is shown once, where it was made. */
@Component({
  selector: 'sl-devices',
  imports: [Age, Icon, StatePanel],
  templateUrl: './devices-page.html',
  styleUrl: './section.scss',
  providers: [DevicesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DevicesPage {
  readonly store = inject(DevicesStore);
  readonly ages = plainAges;
  readonly adding = signal(false);
  readonly made = signal<{ name: string; secret: string } | null>(null);
  /** The device that would be removed by one more press. */
  readonly leaving = signal<string | null>(null);
  readonly problem = signal('');

  constructor() {
    void this.store.load();
  }

  async add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const name = written(data, 'name').trim();
    const ref = written(data, 'ref').trim();
    const reply = await this.store.add(name, written(data, 'carries') === 'assistant' ? { assistantRef: ref } : { vehicleRef: ref });
    this.problem.set('problem' in reply ? reply.problem : '');
    if (!('secret' in reply)) return;
    this.made.set({ name, secret: reply.secret });
    this.adding.set(false);
  }

  async remove(name: string): Promise<void> {
    if (this.leaving() !== name) {
      this.leaving.set(name);
      return;
    }
    this.leaving.set(null);
    this.problem.set(await this.store.remove(name));
  }
}

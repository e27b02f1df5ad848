import type { ElementRef} from '@angular/core';
import { CSP_NONCE, ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import type { Direction } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { download } from '../../ui/csv';
import { Segmented } from '../../ui/segmented';
import { StatePanel } from '../../ui/state-panel';
import { counted } from '../../ui/words';
import { PackStore } from './pack.store';

/** The morning pack: see it, print it, save it, and keep it on this device for the day that Sightline cannot be reached. */
@Component({
  selector: 'sl-pack',
  imports: [Segmented, StatePanel],
  templateUrl: './pack-page.html',
  styleUrl: './pack-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PackPage {
  private readonly frame = viewChild<ElementRef<HTMLIFrameElement>>('frame');
  private readonly nonce = inject(CSP_NONCE);
  private readonly clock = inject(Clock);
  readonly store = inject(PackStore);
  readonly kept = this.store.kept;

  readonly session = signal<Direction>(new Date().getHours() < 12 ? 'to-school' : 'from-school');
  readonly sessions = [
    { value: 'to-school', label: 'Morning' },
    { value: 'from-school', label: 'Afternoon' },
  ];
  readonly made = signal<Awaited<ReturnType<PackStore['make']>>>(null);
  readonly loading = signal(true);
  readonly summary = computed(() => {
    const pack = this.made()?.pack;
    return pack === undefined ? '' : `${counted(pack.runs.length, 'run', 'runs')} to ${counted(pack.schools.length, 'school', 'schools')} on ${this.clock.day(`${pack.serviceDate}T12:00:00Z`)}, as of ${this.clock.time(pack.madeAt)}`;
  });
  readonly keptWords = computed(() => this.kept.packs().map((pack) => `${pack.session === 'to-school' ? 'Morning' : 'Afternoon'}: ${counted(pack.runs, 'run', 'runs')}, as of ${this.clock.time(pack.madeAt)}`));

  constructor() {
    effect(() => {
      const session = this.session();
      untracked(() => void this.load(session));
    });
    effect(() => {
      const frame = this.frame()?.nativeElement;
      const made = this.made();
      // The document is ours, escapes what it was given, and the frame runs no script. Its style is under this page's policy.
      if (frame !== undefined && made !== null) frame.srcdoc = made.html.replace('<style>', `<style nonce="${this.nonce ?? ''}">`);
    });
    if (this.kept.isOn()) void this.store.start();
  }

  choose(session: string): void {
    this.session.set(session === 'from-school' ? 'from-school' : 'to-school');
  }

  async load(session: Direction): Promise<void> {
    this.loading.set(true);
    const made = await this.store.make(session);
    if (session !== this.session()) return;
    this.made.set(made);
    this.loading.set(false);
  }

  print(): void {
    this.frame()?.nativeElement.contentWindow?.print();
  }

  save(): void {
    const made = this.made();
    if (made !== null) download(`morning-pack-${made.pack.serviceDate}-${made.pack.session}.html`, new Blob([made.html], { type: 'text/html;charset=utf-8' }));
  }
}

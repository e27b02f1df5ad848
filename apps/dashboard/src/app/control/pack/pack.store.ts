import { Injectable, inject, signal } from '@angular/core';
import type { Direction, MorningPack } from '@sightline/contracts';
import { directions } from '@sightline/contracts';
import { Api } from '../../shell/api';
import { KeptPacks } from '../../shell/kept-packs';
import { Session } from '../../shell/session';
import { packDocument } from './pack-document';

const everyMilliseconds = 5 * 60_000;

/** Makes the packs of today, and keeps the ones on this device fresh while the server can be reached. */
@Injectable({ providedIn: 'root' })
export class PackStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  readonly kept = inject(KeptPacks);
  private timer: ReturnType<typeof setInterval> | null = null;
  readonly busy = signal(false);
  readonly problem = signal('');

  /** A session's pack as one document; the server's words where it cannot be made. */
  async make(session: Direction): Promise<{ pack: MorningPack; html: string } | null> {
    try {
      const pack = await this.api.get<MorningPack>('/api/transport/morning-pack', { session });
      this.problem.set('');
      return { pack, html: packDocument(pack) };
    } catch (error) {
      this.problem.set(error instanceof Error ? error.message : 'The pack could not be made.');
      return null;
    }
  }

  /** Keeps both sessions of today on this device, and goes on doing so. */
  async start(): Promise<void> {
    if (!this.kept.canKeep) return;
    await this.kept.turnOn();
    this.timer ??= setInterval(() => void this.refresh(), everyMilliseconds);
    await this.refresh();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.kept.drop();
  }

  private async refresh(): Promise<void> {
    if (!this.kept.isOn() || !this.session.may('children-on-run')) return;
    this.busy.set(true);
    for (const session of directions) {
      const made = await this.make(session);
      // What is kept stays where a newer one cannot be had: that is the day it is for.
      if (made !== null && this.kept.isOn()) await this.kept.keep({ session, serviceDate: made.pack.serviceDate, madeAt: made.pack.madeAt, runs: made.pack.runs.length }, made.html);
    }
    this.busy.set(false);
  }
}

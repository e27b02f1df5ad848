import { DestroyRef, Injectable, computed, effect, inject, untracked } from '@angular/core';
import { editingLastsSeconds } from '@sightline/contracts';
import type { Editing, ProgrammeRecordKind } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import { Api } from '../../shell/api';

/** This page among all that are open. */
const editor = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Who else has what open, and telling them what is open here [PROG-48]. One record at a time is open on a page. */
@Injectable()
export class PresenceStore {
  private readonly api = inject(Api);
  private readonly live = inject(LiveClient);
  private readonly topic = this.live.open('programme-editing');
  private address: string | null = null;

  private readonly others = computed(() => Map.groupBy(this.topic.values().filter((each) => each.editor !== editor), ({ kind, ref }) => `${kind}:${ref}`));

  constructor() {
    const timer = setInterval(() => this.beat(), (editingLastsSeconds * 1000) / 3);
    effect(() => {
      // After a connection that was lost the server has forgotten us.
      if (this.live.isLive()) untracked(() => this.beat());
    });
    const leave = (): void => this.close();
    addEventListener('pagehide', leave);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      removeEventListener('pagehide', leave);
      this.close();
    });
  }

  /** The others who have it open, the first first. */
  at(kind: ProgrammeRecordKind, ref: string): readonly Editing[] {
    return (this.others().get(`${kind}:${ref}`) ?? []).toSorted((a, b) => a.since.localeCompare(b.since));
  }

  open(kind: ProgrammeRecordKind, ref: string): void {
    const address = `/api/programme/editing/${kind}/${encodeURIComponent(ref)}`;
    if (address === this.address) return;
    this.close();
    this.address = address;
    this.beat();
  }

  close(): void {
    if (this.address === null) return;
    const address = this.address;
    this.address = null;
    void this.api.delete(`${address}?editor=${editor}`).catch(ignored);
  }

  private beat(): void {
    if (this.address !== null) void this.api.put(this.address, { editor }).catch(ignored);
  }
}

/** It is a courtesy: where it cannot be told, saving still loses nothing. */
const ignored = (): void => undefined;

import { Injectable, inject } from '@angular/core';
import { Session } from '../../shell/session';

/** Something that was typed and not saved yet, with what its writer saw when they began. */
export interface Draft {
  readonly fields: Readonly<Record<string, string>>;
  /** Id of the event that was last when the writer began; null where there was none. */
  readonly basedOn: string | null;
  /** Words that were set aside for someone else's: kept until this is saved. */
  readonly aside?: Readonly<Record<string, string>> | undefined;
}
type Kept = Record<string, Draft>;

/**
 * Unsaved words, on this device and for this account: a reload, a lost connection or an expired session loses none.
 * They are gone once they are saved [PROG-47].
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly session = inject(Session);
  /** Used while storage is blocked: then a draft lasts until the page is left. */
  private readonly here = new Map<string, string>();

  /** By their keys. */
  all(): Kept {
    try {
      const text = this.read();
      return text === null ? {} : (JSON.parse(text) as Kept);
    } catch {
      return {};
    }
  }

  of(key: string): Draft | undefined {
    return this.all()[key];
  }

  keep(key: string, draft: Draft): void {
    this.write({ ...this.all(), [key]: draft });
  }

  drop(key: string): void {
    const { [key]: _dropped, ...rest } = this.all();
    this.write(rest);
  }

  private get place(): string {
    return `sightline.programme-drafts.${this.session.user()?.username ?? ''}`;
  }

  private read(): string | null {
    try {
      return localStorage.getItem(this.place);
    } catch {
      return this.here.get(this.place) ?? null;
    }
  }

  private write(drafts: Kept): void {
    const text = JSON.stringify(drafts);
    try {
      if (Object.keys(drafts).length === 0) localStorage.removeItem(this.place);
      else localStorage.setItem(this.place, text);
    } catch {
      this.here.set(this.place, text);
    }
  }
}

export const assessmentKey = (period: string, itemRef: string): string => `assessment:${period}:${itemRef}`;

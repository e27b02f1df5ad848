import { ChangeDetectionStrategy, Component, ElementRef, Injector, afterNextRender, computed, inject, input, output, viewChild } from '@angular/core';
import type { Rating } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { dateName, periodName } from '../words';
import { EntriesStore } from './entries.store';
import type { Entry } from './entry';
import { PresenceStore } from './presence.store';
import { RatingChoice } from './rating-choice';
import { saidAt } from './refusal';
import { SideBySide } from './side-by-side';
import type { TwoVersions } from './side-by-side';
import type { SheetRow } from './worksheet';

const labels: Readonly<Record<keyof Entry, string>> = { rating: 'Rating', commentary: 'Commentary', pathWords: 'Path to green', pathDate: 'Green by', role: 'Assessed by' };

/** One row of the worksheet: closed it says what stands; open it is where an update is written. */
@Component({
  selector: 'sl-update-row',
  imports: [BragTag, Icon, RatingChoice, SideBySide],
  templateUrl: './update-row.html',
  styleUrl: './update-row.scss',
  host: { '[class.open]': 'open()', '(keydown)': 'key($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UpdateRow {
  private readonly entries = inject(EntriesStore);
  private readonly presence = inject(PresenceStore);
  private readonly injector = inject(Injector);
  readonly clock = inject(Clock);
  readonly row = input.required<SheetRow>();
  readonly open = input(false);
  readonly period = input.required<string>();
  readonly previous = input<string | null>(null);
  /** Roles that have assessed before: offered while typing. */
  readonly roles = input<readonly string[]>([]);
  readonly frozen = input(false);
  readonly toggled = output<void>();
  /** It was saved: the next one, please. */
  readonly stored = output<void>();
  readonly editItem = output<void>();

  private readonly choice = viewChild(RatingChoice, { read: ElementRef });
  private readonly head = viewChild.required<ElementRef<HTMLButtonElement>>('head');

  readonly id = computed(() => this.row().item.itemRef.replace(/[^\w-]/g, '-'));
  readonly writing = computed(() => this.entries.of(this.row()));
  readonly entry = computed(() => this.writing().entry);
  readonly others = computed(() => this.presence.at('item', this.row().item.itemRef));
  readonly fields = computed(() => this.writing().refusal?.fields ?? {});
  /** Reasons that belong to no field of the row. */
  readonly elsewhere = computed(() =>
    Object.entries(this.fields())
      .filter(([path]) => !/^(data\.(rating|commentary|pathToGreen|assessedByRole)|basedOn)/.test(path))
      .map(([, words]) => words)
      .join(' '),
  );
  readonly versions = computed<readonly TwoVersions[]>(() => {
    const theirs = this.writing().progress === 'conflict' ? this.entries.theirs(this.writing()) : null;
    if (theirs === null) return [];
    const mine = this.entry();
    return (Object.keys(labels) as (keyof Entry)[]).map((name) => ({ name, label: labels[name], mine: mine[name], theirs: theirs[name] }));
  });
  readonly isSameWords = computed(() => {
    const { before } = this.row();
    const { rating, commentary } = this.entry();
    return before !== null && rating === 'amber' && before.rating === 'amber' && commentary.trim() !== '' && commentary.trim() === before.commentary?.trim();
  });
  /** What stands was overruled; a rating that is being written in its place is not. */
  readonly isOverruled = computed(() => this.row().said?.overruled !== undefined && this.row().said?.rating === this.entry().rating);
  readonly state = computed(() => {
    const { progress, savedAt, refusal } = this.writing();
    switch (progress) {
      case 'clean': return this.row().said === null ? '' : 'As saved';
      case 'unsaved': return 'Unsaved, kept on this device';
      case 'saving': return 'Saving…';
      case 'saved': return `Saved ${this.clock.time(savedAt)}`;
      case 'conflict': return 'Not saved: changed by someone else';
      case 'refused': return refusal?.words ?? 'Not saved';
    }
  });

  readonly dateName = dateName;
  readonly periodName = periodName;
  at = (path: string): string => saidAt(this.fields(), path);
  change = (name: keyof Entry, value: string): void => this.entries.change(this.row(), { [name]: value });
  choose = (rating: Rating): void => this.entries.change(this.row(), { rating });
  repeat = (): void => this.entries.repeat(this.row());
  discard = (): void => this.entries.discard(this.row());
  bringBack = (): void => this.entries.bringBack(this.row());
  resolve = (whose: Readonly<Record<string, 'mine' | 'theirs'>>): void => this.entries.resolve(this.row(), whose);

  async save(): Promise<void> {
    if (await this.entries.save(this.row())) return this.stored.emit();
    // To the first field that has a reason.
    afterNextRender(() => document.querySelector<HTMLElement>(`#row-${this.id()} [aria-invalid='true'] input, #row-${this.id()} .input[aria-invalid='true']`)?.focus(), { injector: this.injector });
  }

  /** Ctrl+Enter saves from anywhere in the row, Alt+S says the same as before, Escape closes it: what was written stays. */
  key(event: KeyboardEvent): void {
    if (!this.open()) return;
    const is = (key: string, held: boolean): boolean => held && event.key.toLowerCase() === key;
    if (is('enter', event.ctrlKey || event.metaKey)) void this.save();
    else if (is('s', event.altKey)) this.repeat();
    else if (event.key === 'Escape') {
      this.toggled.emit();
      this.head().nativeElement.focus();
    } else return;
    event.preventDefault();
  }

  /** Puts the focus where the next key is a rating. */
  focusRating(): void {
    const group = (this.choice()?.nativeElement as HTMLElement | undefined) ?? null;
    (group?.querySelector<HTMLInputElement>('input:checked') ?? group?.querySelector<HTMLInputElement>('input'))?.focus();
  }
}

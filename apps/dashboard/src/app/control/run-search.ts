import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, inject, output, signal, viewChild } from '@angular/core';
import type { FleetRun } from '@sightline/contracts';
import { Icon } from '../ui/icon';
import { ControlStore } from './control-store';
import { directionWords } from './run-words';

const mostShown = 8;

/** Finds a run by its route, school, operator or vehicle, whatever the filters hide. */
@Component({
  selector: 'sl-run-search',
  imports: [Icon],
  template: `
    <div class="box">
      <sl-icon name="search" [size]="14" />
      <input #box type="text" role="combobox" aria-label="Search runs" aria-autocomplete="list" aria-controls="run-search-list" autocomplete="off" spellcheck="false" placeholder="Route, school…" [attr.aria-expanded]="showing()" [attr.aria-activedescendant]="showing() && found().length > 0 ? 'run-search-' + at() : null" [value]="text()" (input)="type(box.value)" (keydown)="key($event)" (focus)="open.set(true)" (blur)="open.set(false)" />
      <kbd aria-hidden="true">/</kbd>
    </div>
    @if (showing()) {
      <ul id="run-search-list" role="listbox" aria-label="Runs found">
        @for (run of found(); track run.runRef; let index = $index) {
          <li role="option" [id]="'run-search-' + index" [attr.aria-selected]="index === at()" (mousedown)="take($event, run.runRef)"><b>{{ run.routeRef }}</b><span>{{ words(run) }}</span></li>
        } @empty {
          <li class="none" role="option" aria-disabled="true" aria-selected="false">No run on the map has this</li>
        }
      </ul>
    }
  `,
  styles: `
    :host { position: relative; display: inline-block; }
    .box { display: flex; align-items: center; gap: 6px; min-height: 30px; padding: 0 6px 0 9px; border: 1px solid var(--line); border-radius: var(--r-2); background: var(--surface); color: var(--ink-2); }
    .box:hover { border-color: var(--line-strong); }
    .box:focus-within { outline: 2px solid var(--focus); outline-offset: 2px; }
    input { width: 116px; min-height: 28px; border: 0; padding: 0; outline: none; background: transparent; color: var(--ink); font: inherit; font-size: var(--t-13); }
    input::placeholder { color: var(--ink-3); opacity: 1; }
    ul { position: absolute; z-index: 1200; top: calc(100% + 5px); left: 0; width: max(300px, 100%); max-width: calc(100vw - 24px); padding: 4px; background: var(--surface); border: 1px solid var(--line); border-radius: var(--r-2); box-shadow: var(--e-3); }
    li { display: flex; gap: 10px; min-height: 30px; align-items: center; padding: 2px 8px; border-radius: var(--r-1); font-size: var(--t-13); cursor: pointer; }
    li b { min-width: 42px; }
    li span { color: var(--ink-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    li[aria-selected='true'] { background: var(--accent-soft); }
    li.none { color: var(--ink-2); cursor: default; }
    @media (max-width: 800px) { kbd { display: none; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunSearch {
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly store = inject(ControlStore);
  readonly choose = output<string>();

  readonly text = signal('');
  readonly open = signal(false);
  readonly at = signal(0);
  readonly showing = computed(() => this.open() && this.text().trim() !== '');
  readonly found = computed<readonly FleetRun[]>(() => {
    if (!this.showing()) return [];
    const wanted = this.text().trim().toLowerCase();
    const rank = (run: FleetRun): number => {
      const route = run.routeRef.toLowerCase();
      if (route === wanted) return 0;
      if (route.startsWith(wanted)) return 1;
      return [route, this.store.school(run.schoolRef), this.store.operator(run.operatorRef), run.vehicleRef ?? ''].some((each) => each.toLowerCase().includes(wanted)) ? 2 : 3;
    };
    return [...this.store.fleet.values()]
      .map((run) => ({ run, rank: rank(run) }))
      .filter((each) => each.rank < 3)
      .sort((a, b) => a.rank - b.rank || a.run.routeRef.localeCompare(b.run.routeRef, 'en-GB', { numeric: true }))
      .slice(0, mostShown)
      .map((each) => each.run);
  });

  focus(): void {
    this.box().nativeElement.focus();
    this.box().nativeElement.select();
  }

  words(run: FleetRun): string {
    return [run.direction === undefined ? '' : directionWords[run.direction], this.store.school(run.schoolRef), this.store.operator(run.operatorRef)].filter((part) => part !== '').join(' · ');
  }

  type(text: string): void {
    this.text.set(text);
    this.at.set(0);
    this.open.set(true);
  }

  key(event: KeyboardEvent): void {
    const found = this.found();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.at.set(Math.min(Math.max(0, this.at() + step), Math.max(0, found.length - 1)));
    } else if (event.key === 'Enter') {
      const run = found[this.at()];
      if (run !== undefined) this.take(event, run.runRef);
    } else if (event.key === 'Escape' && this.text() !== '') {
      event.preventDefault();
      this.type('');
    }
  }

  take(event: Event, runRef: string): void {
    event.preventDefault();
    this.text.set('');
    this.choose.emit(runRef);
  }
}

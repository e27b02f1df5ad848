import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SitrepClaim } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { StatePanel } from '../ui/state-panel';
import { counted } from '../ui/words';

const mostShown = 30;
const kinds = { started: 'left', arrived: 'arrived', completed: 'ended' } as const;

/** What operators said against what the traces show. A disputed report opens the replay. */
@Component({
  selector: 'sl-claims-panel',
  imports: [RouterLink, StatePanel],
  template: `
    <div class="panel-head"><h2>Operator’s word against the trace</h2><span class="grow"></span><button type="button" class="btn small" aria-label="CSV of the reports" (click)="csv.emit()">CSV</button></div>
    <p class="q t13 note">{{ summary() }}</p>
    @if (disputed().length === 0) {<sl-state kind="empty" heading="No report is disputed" text="A report is disputed when the trace has it more than 5 minutes apart, or the vehicle more than 300 m from the stop." />} @else {
      <ul>
        @for (line of lines(); track line.key) {
          <li>
            <span class="grow"><b>{{ line.said }}</b> {{ line.traced }}<span class="q">{{ line.about }}</span></span>
            @if (replays()) {<a class="btn small" routerLink="/control" [queryParams]="{ run: line.runRef, replay: line.at }" [attr.aria-label]="'Replay route ' + line.route">Replay</a>}
          </li>
        }
      </ul>
      @if (disputed().length > lines().length) {<p class="q t12 note">The {{ lines().length }} latest of {{ disputed().length }}. The CSV has all.</p>}
    }
  `,
  host: { class: 'panel' },
  styles: `
    :host { display: block; }
    .note { padding: 0 16px 10px; }
    li { display: flex; gap: 12px; align-items: center; padding: 8px 16px; border-top: 1px solid var(--line); font-size: var(--t-13); }
    li .q { display: block; }
    @media print { .btn { display: none; } li { break-inside: avoid; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClaimsPanel {
  private readonly clock = inject(Clock);
  readonly claims = input.required<readonly SitrepClaim[]>();
  readonly replays = input(false);
  readonly csv = output<void>();
  readonly disputed = computed(() => this.claims().filter(({ verdict }) => verdict === 'disputed'));
  readonly summary = computed(() => {
    const silent = this.claims().length - this.disputed().length;
    return `${counted(this.disputed().length, 'report', 'reports')} disputed by a trace; ${silent.toLocaleString('en-GB')} more that no trace bears out or disputes.`;
  });
  readonly lines = computed(() =>
    this.disputed()
      .slice(0, mostShown)
      .map((claim) => ({
        key: `${claim.runRef} ${claim.kind}`,
        runRef: claim.runRef,
        at: claim.claimedAt,
        route: claim.routeRef,
        said: `Operator said ${kinds[claim.kind]} ${this.clock.time(claim.claimedAt)},`,
        traced: tracedWords(claim, (at) => this.clock.time(at)),
        about: `Route ${claim.routeRef}, ${claim.operatorName ?? 'operator not known'}, ${claim.serviceDate}`,
      })),
  );
}

function tracedWords({ tracedAt, metresAway }: SitrepClaim, time: (at: string) => string): string {
  const away = metresAway === undefined ? '' : `${metresAway >= 1000 ? `${(metresAway / 1000).toFixed(1)} km` : `${metresAway} m`} away at that time`;
  if (tracedAt === undefined) return `GPS has it ${away}, and never there.`;
  return `GPS says ${time(tracedAt)}${away === '' ? '' : `, ${away}`}.`;
}

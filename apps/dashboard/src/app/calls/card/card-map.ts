import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import type { RunDetail, StopCallView } from '@sightline/contracts';
import { Age } from '../../ui/age';
import type { AgeState } from '../../ui/age-state';
import { Clock } from '../../ui/clock';
import { glyphOf } from '../../ui/map/vehicle-kind';
import { RunMap } from '../../ui/map/run-map';
import { ahead } from './facts';
import { CardMapStore } from './card-map.store';
import { roadMetres } from './road-metres';

/** Where the bus is and where the caller stands, drawn; what the drawing says is said under it. Its map comes when the page is idle. */
@Component({
  selector: 'sl-card-map',
  imports: [Age, RunMap],
  template: `
    <div class="map">
      @defer (on idle) {<sl-run-map [route]="route()" [marker]="marker()" [tiles]="store.tiles()" [routes]="store.paths()" (groundWanted)="store.wantGround()" />} @placeholder {<div class="room"></div>}
    </div>
    <p class="row t13"><span>{{ words() }}</span><span class="grow"></span>@if (run().position; as position) {<sl-age [at]="position.recordedAt" />}</p>
  `,
  styles: `
    :host { display: block; overflow: hidden; border-radius: var(--r-2); }
    .map, .room { height: 224px; }
    .room { background: var(--map-ground); }
    p { padding: 8px 16px; border-top: 1px solid var(--line); }
    @media (max-width: 700px) { .map, .room { height: 180px; } }
  `,
  providers: [CardMapStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CardMap {
  private readonly clock = inject(Clock);
  readonly store = inject(CardMapStore);
  readonly run = input.required<RunDetail>();
  readonly stop = input.required<StopCallView | null>();
  readonly isChilds = input(false);
  readonly age = input.required<AgeState>();

  readonly route = computed(() => {
    const run = this.run();
    const left = new Set(ahead(run).map(({ sequence }) => sequence));
    const asked = this.stop()?.sequence;
    return {
      path: run.path,
      at: run.position,
      stops: run.stopCalls.map((call) => ({
        latitude: call.latitude,
        longitude: call.longitude,
        passed: !left.has(call.sequence),
        ...(call.sequence === asked ? { asked: [this.isChilds() ? 'This child’s stop' : 'The caller’s stop', call.name ?? `Stop ${call.sequence}`] as const } : {}),
      })),
    };
  });
  readonly marker = computed(() => {
    const { position, routeRef } = this.run();
    if (position === undefined || this.run().state === 'cancelled') return null;
    const { latitude, longitude, recordedAt, bearing = null } = position;
    const isOld = this.age() === 'stale' || this.age() === 'lost';
    return { latitude, longitude, bearing, kind: glyphOf(this.run(), this.clock.ageSeconds(recordedAt), bearing), words: isOld ? `${routeRef}, seen ${this.clock.time(recordedAt)}` : `${routeRef} now` };
  });
  readonly words = computed(() => {
    const run = this.run();
    const { position } = run;
    if (run.state === 'cancelled') return 'Cancelled: the way that it would have gone';
    if (position === undefined) return run.state === 'scheduled' ? 'Not seen yet today' : 'No position: this bus has sent none';
    if (this.age() === 'lost') return 'Last place that is known';
    if (run.state === 'completed') return 'Where it was last seen';
    const moving = (position.speedMetresPerSecond ?? 0) >= 1 ? 'Moving' : 'Standing';
    const metres = this.stop() === null || this.passedStop() ? null : roadMetres(run.path, position, this.stop());
    const far = metres === null ? '' : `, ${metres < 950 ? `${Math.max(50, Math.round(metres / 50) * 50)} m` : `${(metres / 1000).toFixed(1)} km`} away by road`;
    return (this.age() === 'stale' ? 'When last seen: ' + moving.toLowerCase() : moving) + far;
  });
  private readonly passedStop = computed(() => !ahead(this.run()).some(({ sequence }) => sequence === this.stop()?.sequence));

  constructor() {
    effect(() => {
      if (this.store.tiles() === null) untracked(() => void this.store.wantGround());
    });
  }
}

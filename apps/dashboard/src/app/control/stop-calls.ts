import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { StopCallView } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { minutesLate, sentenceCase } from '../ui/words';
import { callLines } from './run-words';

/** The calls of a run: due, arrived, expected, late; the way behind dotted, ahead solid. */
@Component({
  selector: 'sl-stop-calls',
  template: `
    <table>
      <caption class="visually-hidden">Stop calls</caption>
      <thead>
        <tr><td class="rail-head"></td><th scope="col">Stop</th><th scope="col" class="r">Due</th><th scope="col" class="r">Arrived</th><th scope="col" class="r">Expected</th><th scope="col" class="r">Late</th></tr>
      </thead>
      <tbody>
        @for (line of lines(); track line.call.sequence; let last = $last) {
          <tr [class.done]="line.passed" [class.next]="line.next && active()" [class.end]="last">
            <td class="rail"><i></i></td>
            <th scope="row">{{ name(line.call) }} @if (line.next && active()) {<span class="accent">next</span>}</th>
            <td class="r q">{{ clock.time(line.call.scheduledAt) }}</td>
            <td class="r">{{ clock.time(line.call.arrivedAt ?? line.call.departedAt) }}</td>
            <td class="r nw expected" [class.doubtful]="doubtful()">
              @if (!line.passed && line.call.expectedAt; as window) {{{ clock.time(window.earliest) }} – {{ clock.time(window.latest) }}}
            </td>
            <td class="r" [class.late]="(line.lateSeconds ?? 0) >= 600">{{ line.lateSeconds === null ? '' : late(line.lateSeconds) }}</td>
          </tr>
        }
      </tbody>
    </table>
    @if (doubtful()) {<p class="q t12">Expected times were made from an old position and may be wrong.</p>}
  `,
  styleUrl: './stop-calls.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StopCalls {
  readonly clock = inject(Clock);
  readonly calls = input.required<readonly StopCallView[]>();
  /** The run is under way: one call is the next. */
  readonly active = input(true);
  readonly doubtful = input(false);
  readonly lines = computed(() => callLines(this.calls()));
  readonly late = minutesLate;

  name(call: StopCallView): string {
    return call.name ?? sentenceCase(call.stopRef);
  }
}

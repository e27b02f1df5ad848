import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Clock } from '../ui/clock';
import { duration, sentenceCase } from '../ui/words';
import { CallEvidenceStore } from './call-evidence.store';
import { evidenceLines } from './evidence-lines';

/** Evidence from the call that a case came of: what was said and told, and the run as it stood at that moment. It does not change. */
@Component({
  selector: 'sl-call-evidence',
  template: `
    @switch (store.contact().state) {
      @case ('ready') {
        @if (contact(); as call) {
          <section aria-labelledby="evidence-heading">
            <h3 id="evidence-heading">Evidence from the call</h3>
            <p class="q t13">{{ call.outcome }}, {{ clock.day(call.at) }} at {{ clock.time(call.at) }}, by {{ call.adviserRef }}. Kept as it stood then.</p>
            @if (call.told) {<blockquote><span class="q t12">Told the caller</span> “{{ call.told }}”</blockquote>}
            @if (call.words) {<blockquote><span class="q t12">The adviser's words</span> {{ call.words }}</blockquote>}
            @for (note of call.notes; track note.noteRef) {<blockquote><span class="q t12">Added {{ clock.day(note.at) }} {{ clock.time(note.at) }} by {{ note.by }}</span> {{ note.words }}</blockquote>}
            @if (call.evidence; as evidence) {
              <dl>@for (line of lines(); track line.name) {<dt>{{ line.name }}</dt><dd>{{ line.words }}</dd>}</dl>
              @if (said(); as words) {<p class="t13"><span class="q t12">What our own data said at that moment</span> “{{ words }}”</p>}
              <details>
                <summary class="t13">All {{ evidence.run.stopCalls.length }} stops as they stood</summary>
                <div class="scroll-x" tabindex="0" role="region" aria-label="Stops as they stood">
                  <table class="table compact">
                    <thead><tr><th scope="col">Stop</th><th scope="col" class="r">Due</th><th scope="col" class="r">Arrived</th><th scope="col" class="r">Left</th><th scope="col" class="r">Expected</th></tr></thead>
                    <tbody>@for (stop of evidence.run.stopCalls; track stop.sequence) {<tr [class.on]="stop.sequence === evidence.sequence"><th scope="row">{{ stop.name ?? 'Stop ' + stop.sequence }}</th><td class="r">{{ clock.time(stop.scheduledAt) }}</td><td class="r">{{ clock.time(stop.arrivedAt) || '–' }}</td><td class="r">{{ clock.time(stop.departedAt) || '–' }}</td><td class="r">{{ stop.expectedAt ? clock.time(stop.expectedAt.earliest) + ' – ' + clock.time(stop.expectedAt.latest) : '–' }}</td></tr>}</tbody>
                  </table>
                </div>
              </details>
            } @else {<p class="q t13">No run was asked about.</p>}
            <p class="qq t12">Reference of the call: {{ call.contactRef }}</p>
          </section>
        }
      }
      @case ('error') {<p class="crit t13">The evidence from the call could not be read.</p>}
    }
  `,
  styles: `
    section { display: grid; gap: 8px; padding: 14px var(--s-5); border-top: 1px solid var(--line); }
    blockquote { padding: 6px 12px; border-left: 3px solid var(--line-strong); font-size: var(--t-14); }
    blockquote span, p > span.t12 { display: block; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 14px; font-size: var(--t-13); }
    dt { color: var(--ink-3); }
    summary { min-height: 26px; cursor: pointer; color: var(--ink-2); }
    p.crit { padding: 10px var(--s-5); }
  `,
  providers: [CallEvidenceStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CallEvidence {
  readonly clock = inject(Clock);
  readonly store = inject(CallEvidenceStore);
  readonly caseRef = input.required<string>();
  readonly contact = computed(() => {
    const contact = this.store.contact();
    return contact.state === 'ready' ? contact.value : null;
  });
  readonly lines = computed(() => {
    const evidence = this.contact()?.evidence;
    return evidence === undefined ? [] : evidenceLines(evidence, { time: (at) => this.clock.time(at), duration, sentenceCase });
  });
  /** Shown beside what was told only where they differ. */
  readonly said = computed(() => {
    const contact = this.contact();
    const sentence = contact?.evidence?.sentence;
    return sentence === undefined || contact?.told?.includes(sentence) === true ? null : sentence;
  });

  constructor() {
    effect(() => {
      const caseRef = this.caseRef();
      untracked(() => void this.store.ask(caseRef));
    });
  }
}

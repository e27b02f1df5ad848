import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { subjectKinds } from '@sightline/contracts';
import type { ErasureReply, SubjectKind } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { download } from '../ui/csv';
import { written } from '../ui/form';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { RightsStore } from './rights-store';

const kindWords: Record<SubjectKind, string> = { passenger: 'Child', guardian: 'Guardian', assistant: 'Guide', caller: 'Caller' };

/** What is held of one person: to see it, hand it over, and erase it. */
@Component({
  selector: 'sl-rights',
  imports: [Icon, StatePanel],
  templateUrl: './rights-page.html',
  styleUrl: './section.scss',
  providers: [RightsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RightsPage {
  readonly store = inject(RightsStore);
  readonly clock = inject(Clock);
  readonly kinds = subjectKinds;
  readonly kind = signal<SubjectKind>('passenger');
  readonly problem = signal('');
  /** What is wrong with an erasure, said where it is filled in. */
  readonly unerased = signal('');
  readonly busy = signal(false);
  readonly erasing = signal(false);
  readonly reply = signal<ErasureReply | null>(null);
  readonly parts = computed(() => this.store.found()?.parts.filter(({ count }) => count > 0) ?? []);
  /** What was found, in a sentence. */
  readonly told = computed(() => {
    const found = this.store.found();
    const records = this.parts().reduce((sum, { count }) => sum + count, 0);
    return found === null ? '' : `${records.toLocaleString('en-GB')} ${records === 1 ? 'record is' : 'records are'} held of ${kindWords[found.kind].toLowerCase()} ${found.ref}.`;
  });

  words = (kind: SubjectKind): string => kindWords[kind];
  /** As a part of a sentence. */
  plain = (words: string): string => words.replace(/\.$/, '');

  async find(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const ref = written(new FormData(event.target as HTMLFormElement), 'ref').trim();
    this.reply.set(null);
    this.erasing.set(false);
    this.store.forget();
    if (ref === '') return this.problem.set(this.kind() === 'caller' ? 'The telephone number is missing.' : 'The reference is missing.');
    this.busy.set(true);
    this.problem.set(await this.store.find(this.kind(), ref));
    this.busy.set(false);
  }

  async archive(): Promise<void> {
    const found = this.store.found();
    if (found !== null) this.problem.set(await this.store.archive(found, (archive) => download('what-is-held.zip', archive)));
  }

  async erase(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const found = this.store.found();
    if (found === null || this.busy()) return;
    const data = new FormData(event.target as HTMLFormElement);
    const reason = written(data, 'reason').trim();
    const confirm = written(data, 'confirm').trim();
    if (reason.length < 5) return this.unerased.set('Say why, in a few words.');
    if (confirm !== found.ref) return this.unerased.set('Type the reference exactly as it stands above.');
    this.busy.set(true);
    const answer = await this.store.erase(found, reason, confirm);
    this.busy.set(false);
    this.unerased.set(typeof answer === 'string' ? answer : '');
    if (typeof answer === 'string') return;
    this.erasing.set(false);
    this.store.forget();
    this.reply.set(answer);
  }
}

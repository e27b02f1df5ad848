import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { subjectKinds } from '@sightline/contracts';
import type { ErasureReply, SubjectKind } from '@sightline/contracts';
import { download } from '../ui/csv';
import { written } from '../ui/form';
import { StatePanel } from '../ui/state-panel';
import { RightsStore } from './rights-store';

const kindWords: Record<SubjectKind, string> = { passenger: 'Child', guardian: 'Guardian', assistant: 'Guide', caller: 'Caller' };

/** What is held of one person: to see it, hand it over, and erase it. */
@Component({
  selector: 'sl-rights',
  imports: [StatePanel],
  templateUrl: './rights-page.html',
  styleUrl: './section.scss',
  providers: [RightsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RightsPage {
  readonly store = inject(RightsStore);
  readonly kinds = subjectKinds;
  readonly kind = signal<SubjectKind>('passenger');
  readonly problem = signal('');
  readonly erasing = signal(false);
  readonly reply = signal<ErasureReply | null>(null);
  readonly parts = computed(() => this.store.found()?.parts.filter(({ count }) => count > 0) ?? []);

  words = (kind: SubjectKind): string => kindWords[kind];

  async find(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const ref = written(new FormData(event.target as HTMLFormElement), 'ref').trim();
    this.reply.set(null);
    this.erasing.set(false);
    if (ref === '') return this.problem.set(this.kind() === 'caller' ? 'The telephone number is missing.' : 'The reference is missing.');
    this.problem.set(this.kind() === 'caller' ? await this.store.findCaller(ref) : await this.store.find(this.kind(), ref));
  }

  async archive(): Promise<void> {
    const found = this.store.found();
    if (found === null) return;
    const answer = await this.store.archive(found);
    if (typeof answer === 'string') return this.problem.set(answer);
    this.problem.set('');
    download('what-is-held.zip', answer);
  }

  async erase(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const found = this.store.found();
    if (found === null) return;
    const data = new FormData(event.target as HTMLFormElement);
    const reason = written(data, 'reason').trim();
    const confirm = written(data, 'confirm').trim();
    if (reason.length < 5) return this.problem.set('Say why, in a few words.');
    if (confirm !== found.ref) return this.problem.set('Type the reference exactly as it stands above.');
    const answer = await this.store.erase(found, reason, confirm);
    if (typeof answer === 'string') return this.problem.set(answer);
    this.problem.set('');
    this.erasing.set(false);
    this.reply.set(answer);
    this.store.found.set(null);
  }
}

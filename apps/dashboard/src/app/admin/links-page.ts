import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { linkRules } from '@sightline/contracts';
import type { LinkAddress, LinkKind, LinkView, SubjectField } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { written } from '../ui/form';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { plainAges } from './ages';
import { LinksStore } from './links-store';

export const kindWords: Record<LinkKind, string> = { bus: 'Family', school: 'School', operator: 'Operator', crew: 'Crew' };
const fieldWords: Record<SubjectField, string> = {
  passengerRef: 'Reference of the child',
  guardianRef: 'Reference of the guardian',
  schoolRef: 'School',
  operatorRef: 'Operator',
  runRef: 'Reference of the run',
  assistantRef: 'Reference of the guide',
  vehicleRef: 'Reference of the vehicle',
};

/** Pages for those outside: who has a link, until when, and handing out and taking back. */
@Component({
  selector: 'sl-links',
  imports: [Age, Icon, StatePanel],
  templateUrl: './links-page.html',
  styleUrl: './section.scss',
  providers: [LinksStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinksPage {
  readonly store = inject(LinksStore);
  private readonly clock = inject(Clock);
  readonly ages = plainAges;
  readonly words = kindWords;
  readonly fieldWords = fieldWords;
  readonly adding = signal(false);
  readonly shown = signal<LinkAddress | null>(null);
  readonly copied = signal(false);
  /** The link that would be revoked by one more press. */
  readonly leaving = signal<string | null>(null);
  readonly problem = signal('');
  private readonly chosen = signal<LinkKind | null>(null);
  readonly kind = computed(() => this.chosen() ?? this.store.kinds()[0] ?? 'school');
  readonly rule = computed(() => linkRules[this.kind()]);
  /** Which of the sets of fields is filled in, where a kind has several. */
  readonly variant = signal(0);
  readonly fields = computed(() => this.rule().subjects[this.variant()] ?? this.rule().subjects[0] ?? []);

  constructor() {
    void this.store.load();
    void this.store.loadNames();
  }

  choose(kind: string): void {
    this.chosen.set(kind as LinkKind);
    this.variant.set(0);
  }

  names(field: SubjectField): readonly { ref: string; name: string }[] {
    const reference = this.store.reference();
    if (field === 'schoolRef') return (reference?.schools ?? []).map(({ schoolRef, name }) => ({ ref: schoolRef, name }));
    if (field === 'operatorRef') return (reference?.operators ?? []).map(({ operatorRef, name }) => ({ ref: operatorRef, name }));
    return [];
  }

  state({ revokedAt, expiresAt }: LinkView): string {
    if (revokedAt !== undefined) return `revoked ${this.clock.day(revokedAt)}`;
    return Date.parse(expiresAt) <= this.clock.now() ? `ended ${this.clock.day(expiresAt)}` : `until ${this.clock.day(expiresAt)}`;
  }

  readonly opens = ({ revokedAt, expiresAt }: LinkView): boolean => revokedAt === undefined && Date.parse(expiresAt) > this.clock.now();

  async add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const subject = Object.fromEntries(this.fields().map((field) => [field, written(data, field).trim()]));
    const missing = this.fields().find((field) => subject[field] === '');
    if (missing !== undefined) return this.problem.set(`${fieldWords[missing]} is missing.`);
    if (this.tell(await this.store.issue(this.kind(), subject, Number(written(data, 'days'))))) this.adding.set(false);
  }

  async show(linkRef: string): Promise<void> {
    this.tell(await this.store.address(linkRef));
  }

  async copy(url: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.copied.set(true);
    } catch {
      this.problem.set('The browser would not copy it. Select the address and copy it by hand.');
    }
  }

  async revoke(linkRef: string): Promise<void> {
    if (this.leaving() !== linkRef) return this.leaving.set(linkRef);
    this.leaving.set(null);
    this.problem.set(await this.store.revoke(linkRef));
    if (this.shown()?.linkRef === linkRef) this.shown.set(null);
  }

  private tell(answer: LinkAddress | string): boolean {
    this.copied.set(false);
    this.problem.set(typeof answer === 'string' ? answer : '');
    if (typeof answer === 'string') return false;
    this.shown.set(answer);
    return true;
  }
}

import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { CallBackReply, CallOnLine, LookedUpChild, LookUpPurpose, LookUpView, VerifyReply, VerifyRequest } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import type { LiveTopic } from '../../live/live-topic';
import { Api, ApiProblem } from '../../shell/api';
import { Session } from '../../shell/session';

const base = '/api/contact/look-ups';

/** One child looked up for one caller: what may be asked, whether the caller is verified, and then the child, streaming. */
@Injectable()
export class LookUpStore {
  private readonly api = inject(Api);
  private readonly live = inject(LiveClient);
  private readonly topic = signal<LiveTopic<'look-up'> | null>(null);
  private close: (() => void) | null = null;
  /** Each look-up has a number: an answer to one that was left is dropped. */
  private turn = 0;

  private readonly session = inject(Session);
  readonly mayLookUp = computed(() => this.session.may('child-look-up', 'act'));
  readonly purpose = signal<LookUpPurpose>('where-is-the-bus');
  readonly call = signal<CallOnLine | null>(null);
  readonly view = signal<LookUpView | null>(null);
  readonly refusal = signal<Extract<VerifyReply, { verified: false }> | null>(null);
  readonly callBack = signal<string | null>(null);
  readonly busy = signal(false);
  readonly problem = signal<ApiProblem | null>(null);
  /** A child was chosen and nothing is known of it yet. */
  readonly opening = signal(false);
  readonly verified = signal(false);

  readonly isOpen = computed(() => this.opening() || this.view() !== null || this.problem() !== null);
  readonly child = computed<LookedUpChild | null>(() => this.topic()?.items().get('child') ?? null);
  /** It was verified and is over: by time, at the server, or because the record changed. */
  readonly over = computed(() => this.verified() && (this.topic()?.status() === 'forbidden' || (this.topic()?.status() === 'live' && this.child() === null)));
  readonly lookUpRef = computed(() => this.view()?.lookUpRef ?? null);

  constructor() {
    inject(DestroyRef).onDestroy(() => void this.end());
  }

  async begin(passengerRef: string): Promise<void> {
    this.leave();
    const turn = this.turn;
    this.opening.set(true);
    await this.ask(turn, async () => {
      const { items } = await this.api.get<{ items: CallOnLine[] }>(`${base}/calls`);
      const [call] = items;
      const view = await this.api.post<LookUpView>(base, { passengerRef, purpose: this.purpose(), ...(call && { callRef: call.callRef }) });
      if (turn !== this.turn) return;
      this.call.set(call ?? null);
      this.show(view);
    });
    if (turn === this.turn) this.opening.set(false);
  }

  async acknowledge(): Promise<void> {
    await this.ask(this.turn, async () => this.show(await this.api.post<LookUpView>(`${base}/${this.lookUpRef() ?? ''}/acknowledge`, {})));
  }

  async verify(said: VerifyRequest): Promise<void> {
    const turn = this.turn;
    await this.ask(turn, async () => {
      const reply = await this.api.post<VerifyReply>(`${base}/${this.lookUpRef() ?? ''}/verify`, said);
      if (turn !== this.turn) return;
      this.refusal.set(reply.verified ? null : reply);
      if (reply.verified) this.follow();
    });
  }

  async promiseCallBack(): Promise<void> {
    await this.ask(this.turn, async () => this.callBack.set((await this.api.post<CallBackReply>(`${base}/${this.lookUpRef() ?? ''}/call-back`, {})).caseRef));
  }

  /** The next caller: nothing of this one is left on the screen, whether or not the server can be told. */
  async end(): Promise<void> {
    const lookUpRef = this.lookUpRef();
    this.leave();
    if (lookUpRef !== null) await this.api.delete(`${base}/${lookUpRef}`).catch(() => undefined);
  }

  private show(view: LookUpView): void {
    this.view.set(view);
    if (view.form?.attemptsLeft === 0) this.refusal.set({ verified: false, attemptsLeft: 0, script: view.form.script ?? '' });
  }

  private follow(): void {
    const lookUpRef = this.lookUpRef();
    if (lookUpRef === null) return;
    const { handle, close } = this.live.attach('look-up', { lookUpRef });
    this.close = close;
    this.topic.set(handle);
    this.verified.set(true);
  }

  private leave(): void {
    this.turn += 1;
    this.close?.();
    this.close = null;
    this.topic.set(null);
    this.view.set(null);
    this.refusal.set(null);
    this.callBack.set(null);
    this.problem.set(null);
    this.verified.set(false);
    this.opening.set(false);
    this.busy.set(false);
  }

  private async ask(turn: number, work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (turn === this.turn) this.problem.set(error);
    }
    if (turn === this.turn) this.busy.set(false);
  }
}

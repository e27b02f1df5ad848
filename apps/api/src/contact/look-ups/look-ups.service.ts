import { randomUUID } from 'node:crypto';
import { BadRequestException, ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { FieldProblem, LookUpEnd, LookUpRequest, LookUpView, VerifyReply, VerifyRequest } from '@sightline/contracts';
import { attemptsLeft, birthDateIn, factsNeeded, familyHasPassword, refusalScript, telephoneKey, verifyCaller } from '@sightline/domain';
import type { CallerClaim } from '@sightline/domain';
import { Temporal } from 'temporal-polyfill';
import { Config } from '../../config/config.js';
import { CivilDay } from '../../engine/civil-day.js';
import { Sealing } from '../../engine/sealing.js';
import type { AccountPrincipal } from '../../identity/principal.js';
import { FamilyRecordQueries } from '../../transport/family-record.queries.js';
import type { FamilyRecord } from '../../transport/family-record.queries.js';
import { CallsOnLine } from './calls-on-line.js';
import { LookUpAudit } from './look-up-audit.js';
import { longestLookUp, viewOf } from './look-up.js';
import type { LookUp } from './look-up.js';
import { OpenLookUps } from './look-ups.memory.js';
import { LookUpsRepository } from './look-ups.repository.js';
import { Turns } from './turns.js';

/** Who asks: the account and the session, which ends its look-ups with it. */
export interface Adviser {
  readonly principal: AccountPrincipal;
  readonly sessionId: string;
}

const bad = (path: string, message: string): BadRequestException => new BadRequestException({ message, problems: [{ path, message }] satisfies FieldProblem[] });

/** Look-ups of children: opened, verified, ended. What is told is told only after the audit has it. */
@Injectable()
export class LookUps implements OnApplicationBootstrap {
  private readonly turns = new Turns();
  private readonly day: CivilDay;

  constructor(
    private readonly families: FamilyRecordQueries,
    private readonly repository: LookUpsRepository,
    private readonly open: OpenLookUps,
    private readonly audit: LookUpAudit,
    private readonly calls: CallsOnLine,
    private readonly sealing: Sealing,
    private readonly config: Config,
  ) {
    this.day = new CivilDay(config.timeZone);
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const lookUp of await this.repository.open()) this.open.put(lookUp);
  }

  /** Begins a look-up; the one that the same session had is over. */
  async begin({ principal: { accountId, username }, sessionId }: Adviser, { passengerRef, callRef, purpose }: LookUpRequest): Promise<LookUpView> {
    const record = this.families.record(passengerRef);
    if (record === undefined) throw new NotFoundException('No child is known by this reference.');
    if (callRef !== undefined && !this.calls.mayName(callRef, username)) throw bad('callRef', 'is no call of yours that was heard of today');
    for (const other of this.open.all) if (other.sessionId === sessionId) await this.end(other, 'another-look-up');
    const openedAt = Date.now();
    const lookUp: LookUp = { lookUpRef: randomUUID(), accountId, sessionId, passengerRef, callRef, purpose, banner: record.banner, openedAt, expiresAt: openedAt + longestLookUp };
    const view = viewOf(lookUp, record, await this.left(lookUp));
    await this.repository.add(lookUp);
    await this.audit.write('look-up-opened', lookUp, { shown: view.form === null ? ['banner'] : ['initials', 'school'] });
    this.open.put(lookUp);
    return view;
  }

  async show(adviser: Adviser, lookUpRef: string): Promise<LookUpView> {
    const { lookUp, record } = await this.own(adviser, lookUpRef);
    return viewOf(lookUp, record, await this.left(lookUp));
  }

  /** The banner was read: only now there is anything else to see. */
  async acknowledge(adviser: Adviser, lookUpRef: string): Promise<LookUpView> {
    const { lookUp, record } = await this.own(adviser, lookUpRef);
    const read = { ...lookUp, acknowledgedAt: lookUp.acknowledgedAt ?? Date.now() };
    if (lookUp.banner !== undefined && lookUp.acknowledgedAt === undefined) {
      await this.repository.acknowledge(lookUpRef, read.acknowledgedAt);
      await this.audit.write('look-up-banner-read', lookUp, { banner: lookUp.banner });
      this.open.put(read);
    }
    return viewOf(read, record, await this.left(read));
  }

  async verify(adviser: Adviser, lookUpRef: string, said: VerifyRequest): Promise<VerifyReply> {
    const { lookUp } = await this.own(adviser, lookUpRef);
    return this.turns.take(lookUp.passengerRef, () => this.judge(adviser, lookUpRef, said));
  }

  /** [CALL-24] One at a time of a child: a wrong answer is counted before the next is looked at. */
  private async judge(adviser: Adviser, lookUpRef: string, said: VerifyRequest): Promise<VerifyReply> {
    const { lookUp, record } = await this.own(adviser, lookUpRef);
    if (lookUp.verified) return { verified: true };
    if (lookUp.banner !== undefined && lookUp.acknowledgedAt === undefined) throw new ConflictException('The banner is to be read first.');
    const today = this.day.at(Date.now());
    const claim = claimOf(said, record, today);
    const before = await this.left(lookUp);
    if (before === 0) {
      await this.audit.write('look-up-locked', lookUp);
      return { verified: false, attemptsLeft: 0, script: refusalScript(0) };
    }
    const at = Date.now();
    const answer = verifyCaller(record, claim, { today, isPassword: (password, { guardianRef, password: held = '' }) => this.sealing.isSame(`guardian:${guardianRef}`, password, held) });
    if (!answer.verified) {
      await this.repository.wrong(lookUpRef, at);
      const left = await this.left(lookUp);
      await this.audit.write('look-up-failed', lookUp, { asked: Object.keys(claim.facts), attemptsLeft: left });
      return { verified: false, attemptsLeft: left, script: refusalScript(left) };
    }
    const { guardianRef, matched, passwordGiven } = answer;
    const verified = { at, guardianRef, relationship: claim.relationship, matched, passwordGiven };
    await this.repository.verify(lookUpRef, verified);
    await this.audit.write('look-up-verified', lookUp, { guardianRef, matched, passwordGiven });
    this.open.put({ ...lookUp, verified });
    return { verified: true };
  }

  /** The child of a verified look-up of this adviser; `undefined` where there is none: what is logged with it is about nobody. */
  verifiedChild({ principal: { accountId } }: Pick<Adviser, 'principal'>, lookUpRef: string): { readonly passengerRef: string; readonly guardianRef: string } | undefined {
    const lookUp = this.open.get(lookUpRef, Date.now());
    if (lookUp?.accountId !== accountId || lookUp.verified === undefined) return undefined;
    return { passengerRef: lookUp.passengerRef, guardianRef: lookUp.verified.guardianRef };
  }

  async finish(adviser: Adviser, lookUpRef: string): Promise<void> {
    await this.end((await this.own(adviser, lookUpRef)).lookUp, 'new-caller');
  }

  /** Nothing more is shown from now on, even where the end cannot be written down yet. */
  async end(lookUp: LookUp, reason: LookUpEnd): Promise<void> {
    this.open.remove(lookUp);
    await this.repository.end(lookUp.lookUpRef, reason, Date.now());
    await this.audit.write('look-up-ended', lookUp, { reason });
  }

  /** A look-up of this adviser and session that is not over; another's is as if it were not there, and is put on record. */
  async own({ principal: { accountId }, sessionId }: Adviser, lookUpRef: string): Promise<{ lookUp: LookUp; record: FamilyRecord }> {
    const lookUp = this.open.get(lookUpRef, Date.now());
    const record = lookUp && this.families.record(lookUp.passengerRef);
    if (lookUp?.accountId === accountId && lookUp.sessionId === sessionId && record !== undefined) return { lookUp, record };
    await this.audit.refused(accountId, lookUp);
    throw new NotFoundException({ message: 'This look-up is over, or is not yours.', action: 'Look the child up again.' });
  }

  private async left({ accountId, passengerRef }: LookUp): Promise<number> {
    const now = Date.now();
    const midnight = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(this.config.timeZone).startOfDay().epochMilliseconds;
    return attemptsLeft(await this.repository.wrongAnswers(accountId, passengerRef, midnight, now));
  }
}

/** What was said, where it can be judged: what cannot be read is told, and is no wrong answer. */
function claimOf({ relationship, facts: { birthDate, postcode, guardianName, telephone }, password }: VerifyRequest, record: FamilyRecord, today: string): CallerClaim {
  const given = Object.entries({ 'birth-date': birthDate, postcode, 'guardian-name': guardianName, telephone }).filter(([, words]) => words !== undefined);
  if (given.length < factsNeeded) throw bad('facts', `${factsNeeded} facts are needed`);
  if (birthDate !== undefined && birthDateIn(birthDate, today) === undefined) throw bad('facts.birthDate', 'is no date; write it as day, month, year');
  if (telephone !== undefined && telephoneKey(telephone) === undefined) throw bad('facts.telephone', 'is no telephone number');
  if (familyHasPassword(record) && password === undefined) throw bad('password', 'is needed: the family has set one');
  return { relationship, facts: Object.fromEntries(given), password };
}

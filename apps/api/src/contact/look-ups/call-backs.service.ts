import { randomUUID } from 'node:crypto';
import { ConflictException, Injectable } from '@nestjs/common';
import { transportArea } from '@sightline/contracts';
import type { CallBackReply } from '@sightline/contracts';
import { factsHeld } from '@sightline/domain';
import { Config } from '../../config/config.js';
import { CivilDay } from '../../engine/civil-day.js';
import type { Incoming } from '../../engine/decider.js';
import { Engine } from '../../engine/engine.js';
import { caseRefOf } from '../case-ref.js';
import { LookUpAudit } from './look-up-audit.js';
import { LookUps } from './look-ups.service.js';
import type { Adviser } from './look-ups.service.js';
import { OpenLookUps } from './look-ups.memory.js';
import { LookUpsRepository } from './look-ups.repository.js';

/** What the case says; no number is in it, so that nobody can ring the caller's own [CALL-24]. */
const reason = 'Ring the number we hold: a caller was not verified';

/** The way on for a caller who is not verified: somebody rings the number that is held. */
@Injectable()
export class CallBacks {
  private readonly day: CivilDay;

  constructor(
    private readonly lookUps: LookUps,
    private readonly open: OpenLookUps,
    private readonly repository: LookUpsRepository,
    private readonly audit: LookUpAudit,
    private readonly engine: Engine,
    config: Config,
  ) {
    this.day = new CivilDay(config.timeZone);
  }

  /** Opens the case, once of a look-up. */
  async promise(adviser: Adviser, lookUpRef: string): Promise<CallBackReply> {
    const { lookUp, record } = await this.lookUps.own(adviser, lookUpRef);
    if (lookUp.callBackRef !== undefined) return { caseRef: lookUp.callBackRef };
    if (lookUp.verified !== undefined) throw new ConflictException('The caller is verified: log the call, and promise a call-back with it.');
    if (!factsHeld(record).includes('telephone')) throw new ConflictException({ message: 'No number is held for this family.', action: 'Tell the transport team that the record has no telephone number.' });
    const now = Date.now();
    const caseRef = caseRefOf(lookUpRef, 'call-back');
    const { accountId, username, role } = adviser.principal;
    const event: Incoming<'case.opened'> = {
      source: `person:${username}`,
      id: randomUUID(),
      type: 'case.opened',
      data: { caseRef, caseType: 'call-back', channel: 'contact-centre', serviceArea: transportArea, receivedDate: this.day.at(now), reason, subjectRef: lookUp.passengerRef },
      receivedAt: now,
      actor: { accountId, username, role },
    };
    const [outcome] = await this.engine.submit([event]);
    if (outcome?.status === 'rejected') throw new ConflictException({ message: 'The call-back could not be opened.', problems: outcome.problems });
    await this.repository.calledBack(lookUpRef, caseRef);
    await this.audit.write('look-up-call-back', lookUp, { caseRef });
    this.open.put({ ...lookUp, callBackRef: caseRef });
    return { caseRef };
  }
}

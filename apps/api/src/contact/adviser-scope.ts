import { Injectable } from '@nestjs/common';
import { mayAccess } from '@sightline/contracts';
import type { EventData } from '@sightline/contracts';
import { CommandScopes } from '../engine/command-scopes.js';
import type { CommandScope } from '../engine/command-scopes.js';
import { OpenLookUps } from './look-ups/look-ups.memory.js';

/**
 * [CALL-98] An adviser opens a case about a child, and changes which messages a guardian gets, while they have the child of a verified
 * caller before them; a case about no child at any time. Who answers for cases or messages as a whole is not bound by it.
 */
@Injectable()
export class AdviserScope {
  constructor(private readonly lookUps: OpenLookUps) {}

  registerWith(scopes: CommandScopes): void {
    scopes.register('case.opened', this.ofChild);
    scopes.register('message.opted-out', this.ofGuardian);
    scopes.register('message.opted-in', this.ofGuardian);
  }

  private readonly ofChild: CommandScope = ({ accountId, role }, { data }) => {
    const { subjectRef } = data as EventData<'case.opened'>;
    if (subjectRef === undefined || mayAccess(role, 'cases', 'act')) return undefined;
    return this.verified(accountId).some(({ passengerRef }) => passengerRef === subjectRef) ? undefined : { path: 'data.subjectRef', message: 'is no child whose caller you have verified' };
  };

  private readonly ofGuardian: CommandScope = ({ accountId, role }, { data }) => {
    const { guardianRef } = data as EventData<'message.opted-out'>;
    if (mayAccess(role, 'messages', 'act')) return undefined;
    return this.verified(accountId).some(({ verified }) => verified?.guardianRef === guardianRef) ? undefined : { path: 'data.guardianRef', message: 'is no caller whom you have verified' };
  };

  private verified(accountId: string) {
    const now = Date.now();
    return this.lookUps.all.filter((lookUp) => lookUp.accountId === accountId && lookUp.verified !== undefined && now < lookUp.expiresAt);
  }
}

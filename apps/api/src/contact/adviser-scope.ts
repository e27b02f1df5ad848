import { Injectable } from '@nestjs/common';
import { mayAccess } from '@sightline/contracts';
import type { EventData } from '@sightline/contracts';
import { CommandScopes } from '../engine/command-scopes.js';
import type { CommandScope } from '../engine/command-scopes.js';
import { notLogged } from './contact.decider.js';
import { ContactQueries } from './contacts.queries.js';
import { OpenLookUps } from './look-ups/look-ups.memory.js';

/**
 * [CALL-98] An adviser opens a case about a child, and changes which messages a guardian gets, while they have the child of a verified
 * caller before them; a case about no child at any time. Who answers for cases or messages as a whole is not bound by it.
 */
@Injectable()
export class AdviserScope {
  constructor(
    private readonly lookUps: OpenLookUps,
    private readonly contacts: ContactQueries,
  ) {}

  registerWith(scopes: CommandScopes): void {
    scopes.register('case.opened', this.ofChild);
    scopes.register('message.opted-out', this.ofGuardian);
    scopes.register('message.opted-in', this.ofGuardian);
    scopes.register('contact.noted', this.ofContact);
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

  /** [CALL-66] [CALL-69] Whose a call is not, to them it might as well not be there. */
  private readonly ofContact: CommandScope = async ({ username }, { data }) => {
    const contact = await this.contacts.one((data as EventData<'contact.noted'>).contactRef);
    return contact?.adviserRef === username ? undefined : notLogged;
  };

  private verified(accountId: string) {
    const now = Date.now();
    return this.lookUps.all.filter((lookUp) => lookUp.accountId === accountId && lookUp.verified !== undefined && now < lookUp.expiresAt);
  }
}

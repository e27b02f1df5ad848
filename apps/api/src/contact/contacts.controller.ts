import { BadRequestException, Body, Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { newContact } from '@sightline/contracts';
import type { ContactReply, ContactView } from '@sightline/contracts';
import { Allow, CurrentPrincipal } from '../identity/allow.js';
import { Audit } from '../identity/audit/audit.repository.js';
import { parsed } from '../identity/http.js';
import type { AccountPrincipal } from '../identity/principal.js';
import { CallLog } from './call-log.service.js';
import { ContactQueries } from './contacts.queries.js';
import { CallsOnLine } from './look-ups/calls-on-line.js';
import { LookUps } from './look-ups/look-ups.service.js';

/** Calls as they are logged, and read again with what was known then. */
@Controller('contact/contacts')
export class ContactsController {
  constructor(
    private readonly log: CallLog,
    private readonly contacts: ContactQueries,
    private readonly audit: Audit,
    private readonly lookUps: LookUps,
    private readonly calls: CallsOnLine,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('contacts', 'act')
  async add(@Body() body: unknown, @CurrentPrincipal() principal: AccountPrincipal): Promise<ContactReply> {
    const call = parsed(newContact, body);
    if (call.callRef !== undefined && this.calls.isAnothers(call.callRef, principal.username)) throw new BadRequestException({ message: 'Somebody else took this call.', problems: [{ path: 'callRef', message: 'is no call of yours' }] });
    return this.log.log(call, principal, call.lookUpRef === undefined ? undefined : this.lookUps.verifiedChild({ principal }, call.lookUpRef)?.passengerRef, Date.now());
  }

  /** [CALL-66] An adviser reads their own, a manager those that a case came of; to others it might as well not be there. */
  @Get(':contactRef')
  @Allow('contacts')
  async one(@Param('contactRef') contactRef: string, @CurrentPrincipal() { accountId, role, username }: AccountPrincipal): Promise<ContactView> {
    const contact = await this.contacts.one(contactRef);
    const may = contact !== undefined && (role === 'manager' ? contact.caseRef !== undefined : contact.adviserRef === username);
    if (!may) throw new NotFoundException('There is no such logged call.');
    if (contact.passengerRef !== undefined) await this.audit.append('contact-read', accountId, { contactRef, passengerRef: contact.passengerRef });
    return contact;
  }
}

import { BadRequestException, Body, Controller, Get, HttpCode, NotFoundException, Param, Post, StreamableFile } from '@nestjs/common';
import { callsOfNumber, erasure, subjectKinds } from '@sightline/contracts';
import type { ErasureReply, SubjectKind, SubjectView } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { Allow, CurrentPrincipal } from '../identity/allow.js';
import { Audit } from '../identity/audit/audit.repository.js';
import { parsed } from '../identity/http.js';
import type { AccountPrincipal } from '../identity/principal.js';
import { Pseudonyms } from '../identity/pseudonym.js';
import { Erasures } from './erasures.js';
import { subjectArchive } from './export.js';
import { Subjects } from './subjects.js';
import type { Subject } from './subjects.js';

const pseudonymKinds = { passenger: 'child', guardian: 'guardian', assistant: 'crew', caller: 'contact' } as const;

/** What somebody may ask of us: to see, to have, to be forgotten. Recorded before it is done [KEEP-9]. */
@Controller('rights')
export class RightsController {
  constructor(
    private readonly subjects: Subjects,
    private readonly erasures: Erasures,
    private readonly audit: Audit,
    private readonly pseudonyms: Pseudonyms,
    private readonly config: Config,
  ) {}

  /** A number is in no address, where a log could keep it. */
  @Allow('subject-rights', 'act')
  @HttpCode(200)
  @Post('calls')
  async calls(@Body() body: unknown, @CurrentPrincipal() principal: AccountPrincipal): Promise<{ items: { callRef: string; at: string }[] }> {
    const { number } = parsed(callsOfNumber, body);
    await this.audit.append('subject-searched', principal.accountId, { kind: 'caller' });
    return { items: await this.subjects.callsOf(number) };
  }

  @Allow('subject-rights')
  @Get('subjects/:kind/:ref')
  async view(@Param('kind') kind: string, @Param('ref') ref: string, @CurrentPrincipal() principal: AccountPrincipal): Promise<SubjectView> {
    const subject = subjectOf(kind, ref);
    await this.record('subject-seen', principal, subject);
    return this.known(subject);
  }

  @Allow('subject-rights', 'act')
  @HttpCode(200)
  @Post('subjects/:kind/:ref/export')
  async export(@Param('kind') kind: string, @Param('ref') ref: string, @CurrentPrincipal() principal: AccountPrincipal): Promise<StreamableFile> {
    const subject = subjectOf(kind, ref);
    await this.known(subject);
    await this.record('subject-exported', principal, subject);
    const bytes = subjectArchive(subject, await this.subjects.records(subject), this.config.councilName, Date.now());
    return new StreamableFile(bytes, { type: 'application/zip', length: bytes.length, disposition: 'attachment; filename="what-is-held.zip"' });
  }

  @Allow('subject-rights', 'act')
  @HttpCode(200)
  @Post('subjects/:kind/:ref/erase')
  async erase(@Param('kind') kind: string, @Param('ref') ref: string, @Body() body: unknown, @CurrentPrincipal() principal: AccountPrincipal): Promise<ErasureReply> {
    const subject = subjectOf(kind, ref);
    const { reason, confirm } = parsed(erasure, body);
    if (confirm !== ref) throw new BadRequestException({ message: 'The reference that you typed is another one.', problems: [{ path: 'confirm', message: 'is not the reference of whom you are erasing' }] });
    await this.known(subject);
    await this.record('subject-erased', principal, subject);
    return this.erasures.erase(subject, reason, principal.accountId);
  }

  /** Somebody of whom we hold something, be it that an erasure waits. */
  private async known(subject: Subject): Promise<SubjectView> {
    const view = await this.subjects.view(subject);
    if (view.parts.every(({ count }) => count === 0)) throw new NotFoundException('Nothing is held about anybody with this reference.');
    return view;
  }

  /** The audit outlives whom it is about: it knows them by a pseudonym. */
  private record(action: 'subject-seen' | 'subject-exported' | 'subject-erased', { accountId }: AccountPrincipal, { kind, ref }: Subject): Promise<void> {
    return this.audit.append(action, accountId, { kind, subject: this.pseudonyms.of(pseudonymKinds[kind], ref) });
  }
}

function subjectOf(kind: string, ref: string): Subject {
  const known = subjectKinds.find((each): each is SubjectKind => each === kind);
  if (known === undefined || ref.length > 200) throw new NotFoundException('Nothing is held about anybody with this reference.');
  return { kind: known, ref };
}

import { randomUUID } from 'node:crypto';
import { BadRequestException, Body, ConflictException, Controller, ForbiddenException, HttpCode, Post } from '@nestjs/common';
import { command, mayAccess } from '@sightline/contracts';
import type { CommandReply, EventType, Problem, Resource } from '@sightline/contracts';
import { CommandScopes } from '../engine/command-scopes.js';
import { basedOnPath } from '../engine/decider.js';
import type { Incoming } from '../engine/decider.js';
import { Engine } from '../engine/engine.js';
import { JournalRepository } from '../engine/journal.repository.js';
import { AllowSignedIn, CurrentPrincipal } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import type { AccountPrincipal, Principal } from '../identity/principal.js';
import { commandGrants, fieldGrants } from './command-grants.js';
import { readData, unstorable } from './event-reader.js';

/** How the source of every command begins. */
const person = 'person:';

/** What a person does on a page is an event whose source is the person: the same vocabulary, engine and rules. */
@Controller('commands')
export class CommandsController {
  constructor(
    private readonly engine: Engine,
    private readonly journal: JournalRepository,
    private readonly scopes: CommandScopes,
  ) {}

  @Post()
  @HttpCode(200)
  @AllowSignedIn()
  async act(@Body() body: unknown, @CurrentPrincipal() principal: Principal): Promise<CommandReply> {
    if (principal.kind !== 'account') throw new ForbiddenException('Commands are for people.');
    const { type, data, basedOn } = parsed(command, body);
    const read = readData(type, data);
    // Asked before the data is judged: who may not act learns nothing about what would be accepted.
    if ('type' in read || commandable(type)) this.authorise(principal, type, data);
    if (read.problems) throw refusal(read.problems);
    const broken = unstorable(read.data, 'data');
    if (broken.length > 0) throw refusal(broken);
    const { accountId, username, role } = principal;
    const event: Incoming = { source: `${person}${username}`, id: randomUUID(), type: read.type, data: read.data, receivedAt: Date.now(), actor: { accountId, username, role }, ...(basedOn !== undefined && { basedOn }) };
    const stranger = await this.scopes.problem(principal, event);
    if (stranger) throw new ConflictException({ message: 'This cannot be done now.', problems: [stranger] });
    const [outcome] = await this.engine.submit([event]);
    if (outcome?.status === 'rejected') {
      const changed = outcome.problems.some(({ path }) => path === basedOnPath) ? await this.changedOf(event) : undefined;
      if (changed) throw new ConflictException({ message: 'It was changed since you opened it. Nothing was stored.', action: 'Look at both versions and decide which counts.', problems: outcome.problems, changed });
      throw new ConflictException({ message: 'This cannot be done now.', problems: outcome.problems });
    }
    return { ok: true, id: event.id };
  }

  /** [PROG-45] What stands now instead of what the person saw: the record, and who told it when. */
  private async changedOf(event: Incoming): Promise<Problem['changed']> {
    const standing = this.engine.standing(event);
    if (standing === undefined) return undefined;
    const told = standing.version === null ? undefined : await this.journal.told(standing.version, event.type);
    return { ...standing, by: told?.source.replace(person, '') ?? null, at: told?.receivedAt ?? null };
  }

  private authorise(principal: AccountPrincipal, type: string, data: unknown): void {
    const resources = commandGrants[type as EventType] ?? [];
    const fields = Object.entries(fieldGrants[type as EventType] ?? {}).filter(([field]) => typeof data === 'object' && data !== null && Object.hasOwn(data, field));
    const mayAct = (resource: Resource): boolean => mayAccess(principal.role, resource, 'act');
    if (resources.some(mayAct) && fields.every(([, resource]) => mayAct(resource))) return;
    throw new ForbiddenException('Your role may not do this.');
  }
}

const commandable = (type: string): boolean => Object.hasOwn(commandGrants, type);

const refusal = (problems: readonly { path: string; message: string }[]): BadRequestException =>
  new BadRequestException({ message: 'Some of what was sent is not as it should be.', problems });

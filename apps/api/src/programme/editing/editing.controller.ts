import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Req } from '@nestjs/common';
import { editingBeat, programmeRecordKinds, ref } from '@sightline/contracts';
import type { RecordStanding } from '@sightline/contracts';
import { recordStanding } from '@sightline/domain';
import * as z from 'zod';
import { JournalRepository } from '../../engine/journal.repository.js';
import { Allow, CurrentPrincipal } from '../../identity/allow.js';
import type { GuardedRequest } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import type { AccountPrincipal } from '../../identity/principal.js';
import { ProgrammeState } from '../programme.state.js';
import { EditingTopic } from './editing.topic.js';

const address = z.object({ kind: z.enum(programmeRecordKinds), ref });

/** Pages say what they have open, and close it: the others hear by the topic `programme-editing`. */
@Controller('programme/editing')
export class EditingController {
  constructor(
    private readonly topic: EditingTopic,
    private readonly state: ProgrammeState,
    private readonly journal: JournalRepository,
  ) {}

  /** A record as its editor begins with it. One that is not there has neither data nor version: it can be made. */
  @Get(':kind/:ref')
  @Allow('programme', 'act')
  async standing(@Param() params: unknown): Promise<RecordStanding> {
    const { kind, ref } = parsed(address, params);
    const { version, data } = recordStanding(this.state.programme, kind, ref);
    const told = version === null ? undefined : await this.journal.told(version, `programme.${kind}-upserted`);
    return { version, data, by: told?.source.replace(/^person:/, '') ?? null, at: told?.receivedAt ?? null };
  }

  @Put(':kind/:ref')
  @Allow('programme', 'act')
  @HttpCode(204)
  beat(@Param() params: unknown, @Body() body: unknown, @CurrentPrincipal() { username, role }: AccountPrincipal, @Req() { sessionId = '' }: GuardedRequest): void {
    const { kind, ref } = parsed(address, params);
    const { editor } = parsed(editingBeat, body);
    this.topic.publish(this.topic.memory.beat(kind, ref, editor, { sessionId, username, role }, Date.now()));
  }

  @Delete(':kind/:ref')
  @Allow('programme', 'act')
  @HttpCode(204)
  close(@Param() params: unknown, @Query() query: unknown, @Req() { sessionId = '' }: GuardedRequest): void {
    const { kind, ref } = parsed(address, params);
    const { editor } = parsed(editingBeat, query);
    this.topic.publish(this.topic.memory.close(kind, ref, editor, sessionId));
  }
}

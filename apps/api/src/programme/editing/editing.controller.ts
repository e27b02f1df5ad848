import { Body, Controller, Delete, HttpCode, Param, Put, Query, Req } from '@nestjs/common';
import { editingBeat, programmeRecordKinds, ref } from '@sightline/contracts';
import * as z from 'zod';
import { Allow, CurrentPrincipal } from '../../identity/allow.js';
import type { GuardedRequest } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import type { AccountPrincipal } from '../../identity/principal.js';
import { EditingTopic } from './editing.topic.js';

const address = z.object({ kind: z.enum(programmeRecordKinds), ref });

/** Pages say what they have open, and close it: the others hear by the topic `programme-editing`. */
@Controller('programme/editing')
export class EditingController {
  constructor(private readonly topic: EditingTopic) {}

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

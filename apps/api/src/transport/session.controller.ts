import { Controller, Get, Query } from '@nestjs/common';
import type { DaySession } from '@sightline/contracts';
import * as z from 'zod';
import { Allow } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import { DaySessions } from './day-sessions.js';

const text = z.string().min(1).max(300).optional();
const partQuery = z.object({ operatorRef: text, schoolRef: text, area: text });

/** The day strip of a part of the runs: the `session` topic has that of all of them. */
@Controller('transport/session')
export class SessionController {
  constructor(private readonly sessions: DaySessions) {}

  @Allow('session')
  @Get()
  today(@Query() query: unknown): { items: DaySession[] } {
    return { items: this.sessions.of(Date.now(), parsed(partQuery, query)) };
  }
}

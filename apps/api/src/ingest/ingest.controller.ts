import { Controller, Get, Query } from '@nestjs/common';
import { eventTypes } from '@sightline/contracts';
import type { JournalEntry, QuarantineEntry } from '@sightline/contracts';
import * as z from 'zod';
import { JournalRepository } from '../engine/journal.repository.js';
import { QuarantineRepository } from '../engine/quarantine.repository.js';
import { Allow } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import { page, pageOf, seqCursor } from './paging.js';

const quarantinePage = page(seqCursor).extend({ source: z.string().max(300).optional() });
const journalPage = page(seqCursor).extend({ after: seqCursor.optional(), type: z.enum(eventTypes).optional() });

/** What came in: the facts, and what was refused. */
@Controller('ingest')
export class IngestController {
  constructor(
    private readonly journal: JournalRepository,
    private readonly quarantine: QuarantineRepository,
  ) {}

  /** Newest first, of one source where it is named. Reasons only: the values that were refused are not kept. */
  @Get('quarantine')
  @Allow('quarantine')
  async refused(@Query() query: unknown): Promise<{ items: QuarantineEntry[]; nextCursor?: string }> {
    const { limit, cursor, source } = parsed(quarantinePage, query);
    const rows = await this.quarantine.before(cursor, limit + 1, source);
    const items = rows.map(({ receivedAt, problems, ...row }) => ({
      ...row,
      problems: [...problems],
      receivedAt: new Date(receivedAt).toISOString(),
    }));
    return pageOf(items, limit, ({ seq }) => String(seq));
  }

  /** Oldest first, after the fact with seq `after`; of every type, also those that no feature decides yet. */
  @Get('journal')
  @Allow('quarantine')
  async facts(@Query() query: unknown): Promise<{ items: JournalEntry[]; nextCursor?: string }> {
    const { limit, cursor, after, type } = parsed(journalPage, query);
    const found = await this.journal.after(cursor ?? after ?? 0, limit + 1, type);
    return pageOf(found, limit, ({ seq }) => String(seq));
  }
}

import { Injectable } from '@nestjs/common';
import type { OutboxMessage } from '@sightline/contracts';

/** The messages of the last day as viewers see them, by their refs. The topic keeps it. */
@Injectable()
export class OutboxMemory {
  messages = new Map<string, OutboxMessage>();
}

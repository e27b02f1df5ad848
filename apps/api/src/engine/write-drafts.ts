import type { Transaction } from '../database/transaction.js';
import type { Context, Draft } from './decider.js';
import type { Outbox, Outgoing } from './outgoing.js';

/** Writes what changed, and hands to the outbox what people are to be told of it. Resolves with whether there was any of that. */
export async function writeDrafts(tx: Transaction, drafts: readonly Draft[], context: Context, outbox: Outbox | undefined): Promise<boolean> {
  const messages: Outgoing[] = [];
  for (const draft of drafts) {
    if (!draft.changed) continue;
    await draft.write(tx);
    if (draft.messages) messages.push(...draft.messages);
  }
  if (messages.length === 0 || outbox === undefined) return false;
  await outbox.write(tx, messages, context);
  return true;
}

import { Injectable } from '@nestjs/common';
import { isTopicName } from '@sightline/contracts';
import type { TopicName } from '@sightline/contracts';
import { Audit } from '../identity/audit/audit.repository.js';
import { Repeats } from '../identity/audit/repeats.js';
import { recordOfTopic } from '../identity/audit/topic-audit.js';
import type { ViewerPrincipal } from '../identity/principal.js';

const hour = 3_600_000;

/** [AUD-1] Writes down who follows what of a child, before anything of it is sent, and who was refused. */
@Injectable()
export class LiveAudit {
  constructor(
    private readonly audit: Audit,
    private readonly repeats: Repeats,
  ) {}

  /** Rejects where it cannot be written: then nothing may be sent. */
  async followed(viewer: ViewerPrincipal, topic: TopicName, params: object): Promise<void> {
    const record = recordOfTopic(topic, params, viewer);
    if (record === undefined) return;
    const accountId = viewer.kind === 'account' ? viewer.accountId : null;
    await (record.hourly ? this.repeats.note(record.action, accountId, record.detail, hour) : this.audit.append(record.action, accountId, record.detail));
  }

  async refused(viewer: ViewerPrincipal, request: unknown): Promise<void> {
    const { topic } = (typeof request === 'object' && request !== null ? request : {}) as { topic?: unknown };
    const named = typeof topic === 'string' && isTopicName(topic) ? topic : 'unknown';
    if (viewer.kind === 'account') await this.repeats.refused(viewer.accountId, { topic: named, role: viewer.role });
    else await this.repeats.refused(null, { topic: named, linkRef: viewer.linkRef });
  }

  /** A socket that was not let in. */
  async turnedAway(problem: string): Promise<void> {
    await this.repeats.refused(null, { socket: problem });
  }
}

import { Injectable } from '@nestjs/common';
import { Audit } from '../../identity/audit/audit.repository.js';
import type { AuditAction } from '../../identity/audit/audit.repository.js';
import type { LookUp } from './look-up.js';

type LookUpAction = Extract<AuditAction, `look-up-${string}`>;

/** [CALL-26] Every step of a look-up in the audit: by whom, about whom, on which call, for what, and what was shown. References only. */
@Injectable()
export class LookUpAudit {
  constructor(private readonly audit: Audit) {}

  async write(action: LookUpAction, { lookUpRef, accountId, passengerRef, callRef, purpose }: LookUp, more: Record<string, unknown> = {}): Promise<void> {
    await this.audit.append(action, accountId, { lookUpRef, passengerRef, callRef: callRef ?? null, purpose, ...more });
  }

  /** Somebody asked for a look-up that is another's, or over. */
  async refused(accountId: string, lookUp: LookUp | undefined): Promise<void> {
    await this.audit.append('look-up-refused', accountId, { lookUpRef: lookUp?.lookUpRef ?? null });
  }
}

import { AuditController } from './audit.controller.js';
import { Audit } from './audit.repository.js';
import { AuditChain } from './audit-chain.repository.js';
import { AuditReading } from './audit-reading.queries.js';
import { Families } from './family.repository.js';
import { Repeats } from './repeats.js';
import { UnusualUse } from './unusual-use.service.js';
import { AuditVerifications } from './verification.service.js';

/** What the rest of the house writes and checks the audit with. */
export const auditParts = [
  Audit,
  AuditChain,
  Repeats,
  AuditReading,
  AuditVerifications,
  Families,
  UnusualUse,
];

export const auditControllers = [AuditController];

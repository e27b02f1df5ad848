import { Audit } from './audit.repository.js';
import { AuditChain } from './audit-chain.repository.js';
import { Repeats } from './repeats.js';

/** What the rest of the house writes and checks the audit with. */
export const auditParts = [
  Audit,
  AuditChain,
  Repeats,
];

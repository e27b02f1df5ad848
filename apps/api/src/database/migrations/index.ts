import type { MigrationInterface } from 'typeorm';
import { Birth0000 } from './0000-birth.js';
import { Journal0001 } from './0001-journal.js';
import { Identity0002 } from './0002-identity.js';
import { Transport0003 } from './0003-transport.js';
import { Casework0004 } from './0004-casework.js';
import { Programme0005 } from './0005-programme.js';
import { Contact0006 } from './0006-contact.js';
import { Prediction0007 } from './0007-prediction.js';
import { Alerts0009 } from './0009-alerts.js';
import { Plan0010 } from './0010-plan.js';
import { Sources0011 } from './0011-sources.js';
import { Disruptions0012 } from './0012-disruptions.js';
import { Sitrep0013 } from './0013-sitrep.js';
import { DueChanges0015 } from './0015-due-changes.js';
import { CaseworkQuality0016 } from './0016-casework-quality.js';
import { CaseImports0020 } from './0020-case-imports.js';
import { ProgrammeHistory0023 } from './0023-programme-history.js';
import { ImportProfiles0027 } from './0027-import-profiles.js';
import { MeasureDays0028 } from './0028-measure-days.js';
import { Links0030 } from './0030-links.js';
import { AuditChain0031 } from './0031-audit-chain.js';
import { Search0032 } from './0032-search.js';
import { LookUps0034 } from './0034-look-ups.js';
import { CallAdviser0035 } from './0035-call-adviser.js';
import { RunRoute0036 } from './0036-run-route.js';
import { ContactEvidence0037 } from './0037-contact-evidence.js';
import { Messages0042 } from './0042-messages.js';
import { SecondFactors0045 } from './0045-second-factors.js';
import { Retention0049 } from './0049-retention.js';
import { SubjectPrefix0050 } from './0050-subject-prefix.js';
import { CallsByDay0039 } from './0039-calls-by-day.js';
import { SingleSignOn0044 } from './0044-single-sign-on.js';
import { AuditAnchor0047 } from './0047-audit-anchor.js';
import { AccountFamily0048 } from './0048-account-family.js';

/**
 * In their order, which never changes: append. TypeORM runs them by the last 13 digits of their names, so from 0010 on
 * those are a nine and the number: `Disruptions9012000000000`.
 */
export const migrations: (new () => MigrationInterface)[] = [
  Birth0000,
  Journal0001,
  Identity0002,
  Transport0003,
  Casework0004,
  Programme0005,
  Contact0006,
  Prediction0007,
  Alerts0009,
  Plan0010,
  Sources0011,
  Disruptions0012,
  Sitrep0013,
  DueChanges0015,
  CaseworkQuality0016,
  CaseImports0020,
  ProgrammeHistory0023,
  ImportProfiles0027,
  MeasureDays0028,
  Links0030,
  AuditChain0031,
  Search0032,
  LookUps0034,
  CallAdviser0035,
  RunRoute0036,
  ContactEvidence0037,
  CallsByDay0039,
  Messages0042,
  SingleSignOn0044,
  SecondFactors0045,
  AuditAnchor0047,
  AccountFamily0048,
  Retention0049,
  SubjectPrefix0050,
];

import { AccountEntity } from './account.entity.js';
import { AccountFamilyEntity } from './audit/account-family.entity.js';
import { AuditAnchorEntity } from './audit/audit-anchor.entity.js';
import { RecoveryCodeEntity, SecondFactorEntity } from './account/second-factor.entity.js';
import { AuditEntity } from './audit/audit.entity.js';
import { DeviceEntity } from './device.entity.js';
import { LinkEntity } from './link.entity.js';
import { SessionEntity } from './session.entity.js';

/** Handed to the database by `app.module`. */
export const identityEntities = [AccountEntity, SessionEntity, AuditEntity, AuditAnchorEntity, AccountFamilyEntity, DeviceEntity, LinkEntity, SecondFactorEntity, RecoveryCodeEntity];

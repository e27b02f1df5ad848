import { caseworkRetention } from './casework/casework.retention.js';
import { contactRetention } from './contact/contact.retention.js';
import { engineRetention } from './engine/engine.retention.js';
import { filesRetention } from './files/files.retention.js';
import { identityRetention } from './identity/identity.retention.js';
import { notifyRetention } from './notify/notify.retention.js';
import { programmeRetention } from './programme/programme.retention.js';
import { retentionRetention } from './retention/retention.retention.js';
import { Schedule } from './retention/schedule.js';
import { transportRetention } from './transport/transport.retention.js';

/**
 * What is kept of people, by every feature: docs/retention.md is made from it [KEEP-1]. What holds back spreads in this
 * order: from a case to its call, from the call to its child, from the child to their runs and guardians.
 */
export const retentionSchedule = new Schedule([
  caseworkRetention,
  contactRetention,
  transportRetention,
  notifyRetention,
  programmeRetention,
  identityRetention,
  engineRetention,
  filesRetention,
  retentionRetention,
]);

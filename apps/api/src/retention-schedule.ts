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

/** What is kept of people, by every feature: docs/retention.md is made from it [KEEP-1]. */
export const retentionSchedule = new Schedule([
  transportRetention,
  contactRetention,
  notifyRetention,
  caseworkRetention,
  programmeRetention,
  identityRetention,
  engineRetention,
  filesRetention,
  retentionRetention,
]);

import { CallBacks } from './call-backs.service.js';
import { CallsOnLine } from './calls-on-line.js';
import { EarlierContacts } from './earlier-contacts.queries.js';
import { LookUpAudit } from './look-up-audit.js';
import { LookUpTopic } from './look-up.topic.js';
import { LookedUpChildren } from './looked-up-child.js';
import { OpenLookUps } from './look-ups.memory.js';
import { LookUpsRepository } from './look-ups.repository.js';
import { LookUps } from './look-ups.service.js';

export const lookUpParts = [CallBacks, CallsOnLine, EarlierContacts, LookUpAudit, LookUpTopic, LookUps, LookUpsRepository, LookedUpChildren, OpenLookUps];

import { CallEntity } from './call.entity.js';
import { ContactEntity } from './contact.entity.js';

export const contactEntities = [CallEntity, ContactEntity];

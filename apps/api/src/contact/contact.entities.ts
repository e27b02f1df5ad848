import { CallEntity } from './call.entity.js';
import { ContactEntity, ContactNoteEntity } from './contact.entity.js';
import { LookUpEntity } from './look-ups/look-up.entity.js';

export const contactEntities = [CallEntity, ContactEntity, ContactNoteEntity, LookUpEntity];

import { CallEntity } from './call.entity.js';
import { ContactEntity, ContactNoteEntity } from './contact.entity.js';

export const contactEntities = [CallEntity, ContactEntity, ContactNoteEntity];

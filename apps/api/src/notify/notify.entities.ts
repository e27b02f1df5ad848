import { MessagePreferenceEntity, MessagingRulesEntity, OutgoingMessageEntity } from './outgoing.entity.js';

export const notifyEntities = [OutgoingMessageEntity, MessagePreferenceEntity, MessagingRulesEntity];

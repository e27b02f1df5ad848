import { PositionEntity } from './position.entity.js';
import { AssistantAbsenceEntity, GuardianEntity, PassengerEntity, TransportReferenceEntity } from './reference.entity.js';
import { RunConditionEntity, RunEntity, RunPathEntity, RunWaitingEntity, StopCallEntity } from './run.entity.js';

/** What transport keeps, for the data source. */
export const transportEntities = [
  RunEntity,
  RunPathEntity,
  StopCallEntity,
  RunConditionEntity,
  RunWaitingEntity,
  TransportReferenceEntity,
  AssistantAbsenceEntity,
  PassengerEntity,
  GuardianEntity,
  PositionEntity,
];

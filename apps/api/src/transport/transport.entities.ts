import { SchoolClosureEntity, ServiceAlertEntity } from './disruption/disruption.entity.js';
import { AlertEntity, AlertEntryEntity, HandoverEntity } from './alert/alert.entity.js';
import { GtfsDayEntity, GtfsFeedEntity, GtfsRunEntity, GtfsShapeEntity, GtfsTripEntity } from './gtfs/plan.entity.js';
import { PositionEntity } from './position.entity.js';
import { PredictionScoreEntity } from './prediction-score.entity.js';
import { AssistantAbsenceEntity, GuardianEntity, PassengerEntity, TransportReferenceEntity } from './reference.entity.js';
import { RunConditionEntity, RunEntity, RunMessageEntity, RunPathEntity, RunWaitingEntity, StopCallEntity } from './run.entity.js';
import { OperatorContractEntity, RunOutcomeEntity, SitrepAfterEntity, SitrepWeekEntity } from './sitrep/sitrep.entity.js';

/** What transport keeps, for the data source. */
export const transportEntities = [
  RunEntity,
  RunPathEntity,
  StopCallEntity,
  RunConditionEntity,
  RunWaitingEntity,
  RunMessageEntity,
  ServiceAlertEntity,
  SchoolClosureEntity,
  TransportReferenceEntity,
  AssistantAbsenceEntity,
  PassengerEntity,
  GuardianEntity,
  PositionEntity,
  GtfsFeedEntity,
  GtfsTripEntity,
  GtfsShapeEntity,
  GtfsRunEntity,
  GtfsDayEntity,
  PredictionScoreEntity,
  AlertEntity,
  AlertEntryEntity,
  HandoverEntity,
  OperatorContractEntity,
  RunOutcomeEntity,
  SitrepAfterEntity,
  SitrepWeekEntity,
];

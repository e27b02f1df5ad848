import { ErasureRequestEntity, KeptPositionEntity, RetentionHoldEntity, RetentionSweepEntity } from './retention.entity.js';

export const retentionEntities = [ErasureRequestEntity, KeptPositionEntity, RetentionHoldEntity, RetentionSweepEntity];

import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';

/** They know nothing of identity: `app.module` opens them to everyone. */
export const healthControllers = [HealthController, MetricsController];

@Module({ controllers: healthControllers })
export class HealthModule {}

import { Controller, Get } from '@nestjs/common';
import type { MetricView } from '@sightline/contracts';
import { Allow } from '../identity/allow.js';
import { Wallboard } from './wallboard.js';

@Controller('contact')
export class ContactController {
  constructor(private readonly wallboard: Wallboard) {}

  /** The lines today, each figure with its formula. */
  @Get('wallboard')
  @Allow('wallboard')
  metrics(): { metrics: MetricView[] } {
    return { metrics: this.wallboard.metrics(Date.now()) };
  }
}

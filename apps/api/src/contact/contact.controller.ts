import { Controller, Get } from '@nestjs/common';
import type { WallboardReply } from '@sightline/contracts';
import { Allow } from '../identity/allow.js';
import { WallboardTopic } from './wallboard.topic.js';

@Controller('contact')
export class ContactController {
  constructor(private readonly wallboard: WallboardTopic) {}

  /** The lines today, each figure with its formula, and what the waiting calls are about. */
  @Get('wallboard')
  @Allow('wallboard')
  metrics(): WallboardReply {
    return this.wallboard.reply(Date.now());
  }
}

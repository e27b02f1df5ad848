import { Injectable } from '@nestjs/common';
import type { MessagingRules } from '@sightline/contracts';
import { demonstrationRules, usualRules } from '@sightline/domain';
import { Config } from '../config/config.js';

export interface RulesInForce {
  readonly rules: MessagingRules;
  /** Absent: nobody has said otherwise yet. */
  readonly changedBy?: string | undefined;
  readonly changedAt?: number | undefined;
}

/** The rules in force, in memory. Only the decider's drafts change them. */
@Injectable()
export class RulesMemory {
  inForce: RulesInForce;

  constructor(private readonly config: Config) {
    this.inForce = this.usual();
  }

  usual(): RulesInForce {
    return { rules: this.config.demo === 'on' ? demonstrationRules : usualRules };
  }
}

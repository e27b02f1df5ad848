import { Module } from '@nestjs/common';
import { LiveGateway } from './gateway.js';
import { Handshake } from './handshake.js';
import { LiveAudit } from './live-audit.js';

@Module({ providers: [LiveGateway, Handshake, LiveAudit] })
export class LiveModule {}

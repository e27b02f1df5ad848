import { Module } from '@nestjs/common';
import { LiveGateway } from './gateway.js';
import { Handshake } from './handshake.js';

@Module({ providers: [LiveGateway, Handshake] })
export class LiveModule {}

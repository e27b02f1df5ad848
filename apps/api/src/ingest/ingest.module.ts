import { Module } from '@nestjs/common';
import { BodyParsers } from './body-parsers.js';
import { CommandsController } from './commands.controller.js';
import { DeviceDoorsController } from './device-doors.controller.js';
import { DevicesController } from './devices.controller.js';
import { Door } from './door.js';
import { EventsController } from './events.controller.js';
import { IngestController } from './ingest.controller.js';

@Module({
  controllers: [EventsController, CommandsController, DeviceDoorsController, DevicesController, IngestController],
  providers: [BodyParsers, Door],
  exports: [Door],
})
export class IngestModule {}

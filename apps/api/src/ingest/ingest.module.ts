import { Module } from '@nestjs/common';
import { BodyParsers } from './body-parsers.js';
import { CommandsController } from './commands.controller.js';
import { DeviceDoorsController } from './device-doors.controller.js';
import { DevicesController } from './devices.controller.js';
import { Door } from './door.js';
import { EventsController } from './events.controller.js';
import { IngestController } from './ingest.controller.js';
import { LinkDoorController } from './link-door.controller.js';
import { Poller } from './poller.js';
import { SourcesController } from './sources.controller.js';
import { Sources } from './sources.service.js';
import { VehicleFeedsController } from './vehicle-feeds.controller.js';
import { VehicleFeeds } from './vehicle-feeds.service.js';

@Module({
  controllers: [EventsController, CommandsController, DeviceDoorsController, DevicesController, IngestController, LinkDoorController, SourcesController, VehicleFeedsController],
  providers: [BodyParsers, Door, Poller, Sources, VehicleFeeds],
  exports: [Door],
})
export class IngestModule {}

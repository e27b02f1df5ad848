import { Body, Controller, Get, Headers, HttpCode, Post, Query, UnauthorizedException } from '@nestjs/common';
import type { Device } from '@sightline/contracts';
import { Public } from '../identity/allow.js';
import { Devices } from '../identity/devices.repository.js';
import { Door } from './door.js';
import { fixEvent } from './fix.js';
import type { Fix } from './fix.js';
import { readOsmAnd } from './osmand.js';
import { readOwnTracks } from './owntracks.js';

/**
 * Positions from phones and trackers. A device proves itself by its secret, so the routes are open to the guard.
 * A fix that is refused is kept in quarantine and still answered with success: the app could only send it again for ever.
 */
@Controller('devices')
export class DeviceDoorsController {
  constructor(
    private readonly door: Door,
    private readonly devices: Devices,
  ) {}

  /** OwnTracks in HTTP mode: Basic authentication with the device's name and secret. */
  @Post('owntracks')
  @HttpCode(200)
  @Public()
  async ownTracks(@Headers('authorization') authorization: string | undefined, @Body() body: unknown): Promise<[]> {
    const { name, secret } = basic(authorization);
    const device = await this.devices.bySecret(secret);
    if (device?.name !== name) throw new UnauthorizedException('The device and its secret do not match.');
    await this.accept(device, readOwnTracks(body));
    // What an OwnTracks app reads: messages for it, of which we have none.
    return [];
  }

  @Get('osmand')
  @Public()
  osmAndByQuery(@Query() query: unknown): Promise<void> {
    return this.osmAnd(query, undefined);
  }

  @Post('osmand')
  @HttpCode(200)
  @Public()
  osmAndByBody(@Query() query: unknown, @Body() body: unknown): Promise<void> {
    return this.osmAnd(query, body);
  }

  private async osmAnd(query: unknown, body: unknown): Promise<void> {
    const message = readOsmAnd(query, body, Date.now());
    const device = message && (await this.devices.bySecret(message.key));
    if (!device) throw new UnauthorizedException('No device has this id.');
    await this.accept(device, message.fix);
  }

  private async accept(device: Device, fix: Fix | undefined): Promise<void> {
    if (fix) await this.door.receiveOne(fixEvent(device, fix, Date.now()));
  }
}

function basic(authorization: string | undefined): { name: string; secret: string } {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) throw new UnauthorizedException('The device sends its name and secret: Authorization: Basic.');
  return { name: text.slice(0, colon), secret: text.slice(colon + 1) };
}

import { Body, ConflictException, Controller, Delete, Get, HttpCode, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { deviceRequest } from '@sightline/contracts';
import type { Device, DeviceReply } from '@sightline/contracts';
import { Allow } from '../identity/allow.js';
import { Devices } from '../identity/devices.repository.js';
import { nameCursor, page, pageOf } from './paging.js';
import { parsed } from '../identity/http.js';

/** The devices that may send positions. */
@Controller('devices')
export class DevicesController {
  constructor(private readonly devices: Devices) {}

  @Get()
  @Allow('devices')
  async list(@Query() query: unknown): Promise<{ items: Device[]; nextCursor?: string }> {
    const { limit, cursor } = parsed(page(nameCursor), query);
    return pageOf(await this.devices.list(limit + 1, cursor ?? ''), limit, ({ name }) => name);
  }

  @Post()
  @HttpCode(201)
  @Allow('devices', 'act')
  async add(@Body() body: unknown): Promise<DeviceReply> {
    const { name, vehicleRef, assistantRef } = parsed(deviceRequest, body);
    const secret = await this.devices.add(name, vehicleRef === undefined ? { assistantRef: assistantRef ?? '' } : { vehicleRef });
    if (secret === undefined) throw new ConflictException('There is a device of this name already.');
    return { name, secret };
  }

  @Delete(':name')
  @HttpCode(204)
  @Allow('devices', 'act')
  async remove(@Param('name') name: string): Promise<void> {
    if (!(await this.devices.remove(name))) throw new NotFoundException('There is no device of this name.');
  }
}

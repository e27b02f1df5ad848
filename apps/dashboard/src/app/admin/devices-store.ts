import { Injectable, inject } from '@angular/core';
import type { Device, DeviceReply } from '@sightline/contracts';
import { Api } from '../shell/api';
import { PagedList, problemWords } from './paged-store';

/** The telephones and trackers that may send positions. */
@Injectable()
export class DevicesStore {
  private readonly api = inject(Api);
  private readonly devices = new PagedList<Device>(this.api, '/api/devices');
  readonly list = this.devices.list;

  load = (): Promise<void> => this.devices.load();
  more = (): Promise<void> => this.devices.more();

  /** The secret, which is told this once, or what is wrong. */
  async add(name: string, bearer: { vehicleRef: string } | { assistantRef: string }): Promise<{ secret: string } | { problem: string }> {
    try {
      const { secret } = await this.api.post<DeviceReply>('/api/devices', { name, ...bearer });
      await this.devices.load();
      return { secret };
    } catch (error) {
      return { problem: problemWords(error) };
    }
  }

  /** What is wrong; an empty text when it is gone. */
  async remove(name: string): Promise<string> {
    try {
      await this.api.delete(`/api/devices/${encodeURIComponent(name)}`);
      await this.devices.load();
      return '';
    } catch (error) {
      return problemWords(error);
    }
  }
}

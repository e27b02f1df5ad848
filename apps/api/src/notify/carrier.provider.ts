import type { FactoryProvider } from '@nestjs/common';
import { Config } from '../config/config.js';
import { CARRIER, outboxCarrier } from './carrier.js';
import type { Carrier } from './carrier.js';
import { GovukNotifyCarrier } from './govuk-notify.carrier.js';

/** GOV.UK Notify where its key is set. A demonstration writes to nobody, whatever is set. */
export const carrierProvider: FactoryProvider<Carrier> = {
  provide: CARRIER,
  inject: [Config],
  useFactory: ({ notify, demo }: Config) => (notify === undefined || demo === 'on' ? outboxCarrier : new GovukNotifyCarrier(notify)),
};

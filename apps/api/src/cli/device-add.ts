import { deviceRequest } from '@sightline/contracts';
import { parseArgs } from 'node:util';
import { Audit } from '../identity/audit/audit.repository.js';
import { Devices } from '../identity/devices.repository.js';
import { CommandError, UsageError } from './command.js';
import type { Command } from './command.js';
import { withDatabase } from './guest.js';

export const deviceAdd: Command = {
  name: 'device add',
  summary: 'adds a device that may send positions, and prints its secret once',
  help: [
    'Usage: sightline device add NAME --vehicle REF | --assistant REF',
    '',
    'A telephone or tracker then sends to POST /api/devices/owntracks (Basic: NAME and the secret) or to',
    '/api/devices/osmand (the secret as id). The secret is shown this once; of it only a hash is kept.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { vehicle: { type: 'string' }, assistant: { type: 'string' } },
      allowPositionals: true,
    });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError('One NAME is needed.');
    const { vehicle, assistant } = values;
    if ((vehicle === undefined) === (assistant === undefined)) throw new UsageError('Either --vehicle or --assistant is needed.');
    const { data: device, error } = deviceRequest.safeParse({ name, ...(vehicle !== undefined && { vehicleRef: vehicle }), ...(assistant !== undefined && { assistantRef: assistant }) });
    if (!device) throw new CommandError(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    const bearer = vehicle !== undefined ? { vehicleRef: vehicle } : { assistantRef: assistant ?? '' };
    const config = io.config();
    const secret = await withDatabase(config, async (database) => {
      const made = await new Devices(database).add(device.name, bearer);
      if (made !== undefined) await new Audit(database, config).append('device-added', null, { name: device.name, ...bearer });
      return made;
    });
    if (secret === undefined) throw new CommandError(`There is a device ${device.name} already.`);
    io.print(secret);
    io.say(`Device ${device.name} is there. Above is its secret, which is not shown again.`);
    return 0;
  },
};

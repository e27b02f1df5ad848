import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Config } from './config/config.js';
import { StartError, codeOf } from './database/errors.js';

/** Why nothing can listen where the settings say, in one sentence; undefined where it is something else. */
function cannotListen({ host, port }: Config, code: string | undefined): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program: stop it, or set SIGHTLINE_PORT to another port.`;
    case 'EACCES':
      return `This user may not listen on port ${port}: set SIGHTLINE_PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `SIGHTLINE_HOST is "${host}", which is no address of this machine.`;
    default:
      return undefined;
  }
}

function sentenceFor(config: Config, error: unknown): unknown {
  const sentence = cannotListen(config, codeOf(error));
  return sentence === undefined ? error : new StartError(sentence, { cause: error });
}

/** Tries the address before anything is made or opened: a busy port is told at once. Throws a {@link StartError}. */
export async function tryAddress(config: Config): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, config.host, resolve));
  } catch (error) {
    throw sentenceFor(config, error);
  }
  await new Promise((resolve) => server.close(resolve));
}

/** Opens the doors. Resolves with the address for a browser on this machine. */
export async function listen(app: NestFastifyApplication, config: Config): Promise<string> {
  try {
    await app.listen({ port: config.port, host: config.host, backlog: 1024 });
  } catch (error) {
    await app.close().catch(() => undefined);
    throw sentenceFor(config, error);
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  return config.urlAt(port);
}

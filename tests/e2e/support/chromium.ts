import { mkdirSync } from 'node:fs';
import { userInfo, tmpdir } from 'node:os';
import { join } from 'node:path';
import bundled from '@sparticuz/chromium';

/**
 * Where the registry's Chromium was unpacked to, now if need be. The package unpacks to the folder for temporary files
 * and takes whatever is called `chromium` there for its own, so each user gets a folder of their own.
 */
export async function unpackedChromium(): Promise<string> {
  const before = process.env['TMPDIR'];
  const folder = join(tmpdir(), `sightline-chromium-${userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.env['TMPDIR'] = folder;
  try {
    return await bundled.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

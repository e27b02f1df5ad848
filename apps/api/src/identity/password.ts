import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';

/** OWASP's scrypt setting of 32 MB: as strong as 128 MB with p=1, and kinder to a small machine's memory. */
const current = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };
type Parameters = typeof current;
const keyLength = 32;

/** Hashing takes 32 MB and a core: a crowd at the door waits its turn instead of taking the memory. */
const atOnce = Math.max(1, availableParallelism() - 1);
let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = { ...parameters, maxmem: 192 * parameters.cost * parameters.blockSize };
      scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) => {
        if (error) reject(error);
        else resolve(key);
      });
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** `scrypt$N$r$p$salt$key`: the parameters travel with the hash, so that they can grow. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, current);
  const { cost, blockSize, parallelization } = current;
  return ['scrypt', cost, blockSize, parallelization, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether `password` makes `stored`. Costs the same whether or not it does. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, cost, blockSize, parallelization, salt, key] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return false;
  const parameters = { cost: Number(cost), blockSize: Number(blockSize), parallelization: Number(parallelization) };
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), parameters);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Whether a hash was made with older parameters than today's. */
export function isOutdated(stored: string): boolean {
  const { cost, blockSize, parallelization } = current;
  return !stored.startsWith(['scrypt', cost, blockSize, parallelization, ''].join('$'));
}

let decoy: Promise<string> | undefined;
/** Does the work of a verification for an account that is not there, so that time does not tell who has one. */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await verifyPassword(password, await decoy);
  return false;
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { argumentsOf, browserSources, calleeOf, filesIn, importOf, namesIn, search, serverSources, workspace } from '../security/sources.ts';
import type { Found } from '../security/sources.ts';

const named = ({ path, what }: Found): string => `${path} ${what}`;
const literal = (node: ts.Expression | undefined): string => (node !== undefined && ts.isStringLiteralLike(node) ? node.text : '?');

/** Algorithms that may be named, by what takes their name. */
const approved: Readonly<Record<string, readonly string[]>> = {
  createHash: ['sha256'],
  createHmac: ['sha256'],
  createCipheriv: ['aes-256-gcm'],
  createDecipheriv: ['aes-256-gcm'],
  hkdfSync: ['sha256'],
};
const weakIn = (node: ts.Node): string | undefined => {
  const callee = calleeOf(node) ?? '';
  const may = Object.hasOwn(approved, callee) ? approved[callee] : undefined;
  if (may !== undefined) return may.includes(literal(argumentsOf(node)[0])) ? undefined : `${callee} ${literal(argumentsOf(node)[0])}`;
  return /^(createSign|createVerify|publicEncrypt|privateDecrypt|pbkdf2|pbkdf2Sync|createDiffieHellman|createECDH|pseudoRandomBytes|generateKeyPair|generateKeyPairSync)$/.test(callee) ? callee : undefined;
};

describe('cryptography', () => {
  it('[SEC-36] uses SHA-256, HMAC-SHA-256 and AES-256-GCM, and nothing weaker', () => {
    assert.deepEqual(search(serverSources(), weakIn).map(named), []);
    for (const line of ["createHash('md5')", "createHash(name)", "createCipheriv('aes-256-cbc', key, iv)", "createHmac('sha1', key)", 'pbkdf2(a, b)']) assert.equal(search([{ path: 'planted.ts', text: line }], weakIn).length, 1, line);
  });

  it('[SEC-36] draws what must not be guessed from the system, with 128 bits or more', () => {
    const short = search(serverSources(), (node) => {
      const bytes = calleeOf(node) === 'randomBytes' ? argumentsOf(node)[0]?.getText() : undefined;
      // The nonce of AES-GCM has 96 bits (NIST SP 800-38D § 8.2).
      const isNonce = bytes === '12' && ts.isVariableDeclaration(node.parent) && node.parent.name.getText() === 'nonce';
      return bytes !== undefined && Number(bytes) < 16 && !isNonce ? bytes : undefined;
    });
    // Names that tell one thing from another and open nothing.
    assert.deepEqual(short.map(named), ['apps/api/src/database/embedded/home.ts 8', 'apps/api/src/live/rooms.ts 6', 'apps/api/src/request-log.ts 6']);
    const guessable = search([...serverSources(), ...browserSources()], (node) => (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random' ? 'Math.random' : undefined));
    // Pauses before another try, so that not all come at once.
    assert.deepEqual(filesIn(guessable), ['apps/api/src/notify/delivery.service.ts', 'apps/dashboard/src/app/public/crew/queue/crew-queue.ts']);
  });

  it('[SEC-37] is all in the inventory of docs/security.md, and the inventory names nothing else', () => {
    const uses = search(serverSources(), (node) => {
      const module = importOf(node) ?? '';
      if (module === 'otpauth' || module === 'openid-client' || module === 'jose') return module;
      // A name that is drawn at random and no secret needs no inventory.
      return /^(node:)?crypto$/.test(module) && namesIn(node).some((name) => name !== 'randomUUID') ? module : undefined;
    });
    const document = readFileSync(resolve(workspace, 'docs/security.md'), 'utf8');
    const inventory = /## Cryptography\n([^]*?)\n## /.exec(document)?.[1] ?? '';
    const told = [...inventory.matchAll(/`([\w./-]+\.ts)`/g)].map(([, path]) => `apps/api/src/${path ?? ''}`).sort();
    assert.deepEqual([...new Set(told)], filesIn(uses));
  });
});

import { hashPassword, isOutdated, verifyNobody, verifyPassword } from './password.js';

describe('passwords [ID-3]', () => {
  it('accepts the password a hash was made of and no other', async () => {
    const stored = await hashPassword('correct horse battery');
    expect(await verifyPassword('correct horse battery', stored)).toBe(true);
    expect(await verifyPassword('correct horse batterz', stored)).toBe(false);
  });

  it('salts: the same password twice is two different hashes, and neither holds it', async () => {
    const [a, b] = await Promise.all([hashPassword('correct horse battery'), hashPassword('correct horse battery')]);
    expect(a).not.toBe(b);
    expect(a).not.toContain('horse');
  });

  it('reads the same characters the same way, however they were typed', async () => {
    expect(await verifyPassword('caf\u0065\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true);
  });

  it('knows a hash of older parameters', async () => {
    expect(isOutdated(await hashPassword('correct horse battery'))).toBe(false);
    expect(isOutdated('scrypt$16384$8$1$c2FsdA$a2V5')).toBe(true);
  });

  it('is never satisfied by what is not a hash, such as the empty one of a demonstration account', async () => {
    for (const stored of ['', 'plain', 'scrypt$$$$$', 'md5$1$1$1$c2FsdA$a2V5']) expect(await verifyPassword('', stored)).toBe(false);
  });

  it('refuses for nobody at the same cost [ID-7]', async () => {
    expect(await verifyNobody('anything')).toBe(false);
  });
});

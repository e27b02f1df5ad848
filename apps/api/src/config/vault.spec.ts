import { Vault } from './vault.js';

const vault = new Vault('a'.repeat(43), 'tests');

describe('what is closed in the vault', () => {
  const closed = vault.close('key-of-a-source', 'source:city');

  it('[SEC-38] opens with its own key, for its own owner and purpose alone', () => {
    expect(vault.open(closed, 'source:city')).toBe('key-of-a-source');
    expect(vault.open(closed, 'source:other')).toBeUndefined();
    expect(new Vault('b'.repeat(43), 'tests').open(closed, 'source:city')).toBeUndefined();
    expect(new Vault('a'.repeat(43), 'other tests').open(closed, 'source:city')).toBeUndefined();
  });

  it('[SEC-38] holds nothing of it, and is never the same twice', () => {
    expect(closed).not.toContain('source');
    expect(Buffer.from(closed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('key');
    expect(vault.close('key-of-a-source', 'source:city')).not.toBe(closed);
  });

  it('[SEC-38] does not open when any one character was changed', () => {
    for (let at = 0; at < closed.length; at += 1) {
      const changed = `${closed.slice(0, at)}${closed[at] === 'A' ? 'g' : 'A'}${closed.slice(at + 1)}`;
      // The last character of a part may hold bits that mean nothing.
      if (Buffer.from(changed.slice(3).replaceAll('.', ''), 'base64url').equals(Buffer.from(closed.slice(3).replaceAll('.', ''), 'base64url'))) continue;
      expect(vault.open(changed, 'source:city')).not.toBe('key-of-a-source');
    }
    for (const other of ['', 'v1...', 'key-of-a-source', closed.slice(0, -4)]) expect(vault.open(other, 'source:city')).toBeUndefined();
  });
});

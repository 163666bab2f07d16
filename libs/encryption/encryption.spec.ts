import type { AppConfig } from '#libs/config';
import { Encryption } from './encryption.js';

const withKeys = (encryption: string, previousEncryption?: string): Encryption =>
  new Encryption({ secrets: { encryption, previousEncryption } } as AppConfig);

const current = withKeys('a secret of the server');

describe('Encryption', () => {
  it('gives back what it encrypted, differently each time', () => {
    const [first, second] = [current.encrypt('JBSWY3DP', 'row 1'), current.encrypt('JBSWY3DP', 'row 1')];
    expect(first.text).not.toBe(second.text);
    expect(first.text).not.toContain('JBSWY3DP');
    for (const encrypted of [first, second]) expect(current.decrypt(encrypted, 'row 1')).toBe('JBSWY3DP');
  });

  it('refuses what was altered, or belongs elsewhere', () => {
    const encrypted = current.encrypt('JBSWY3DP', 'row 1');
    expect(() => current.decrypt(encrypted, 'row 2')).toThrow();
    const bytes = Buffer.from(encrypted.text, 'base64url');
    bytes[bytes.length - 1]! ^= 1;
    expect(() => current.decrypt({ ...encrypted, text: bytes.toString('base64url') }, 'row 1')).toThrow();
  });

  it('reads what the previous key has encrypted, and what no key of its own has not', () => {
    const old = current.encrypt('JBSWY3DP', 'row 1');
    const renewed = withKeys('another secret', 'a secret of the server');
    expect(renewed.keyId).not.toBe(old.keyId);
    expect(renewed.decrypt(old, 'row 1')).toBe('JBSWY3DP');
    expect(renewed.encrypt('JBSWY3DP', 'row 1').keyId).toBe(renewed.keyId);
    const stranger = withKeys('another secret');
    expect(stranger.isReadable(old)).toBe(false);
    expect(() => stranger.decrypt(old, 'row 1')).toThrow(/neither ENCRYPTION_KEY nor/);
  });
});

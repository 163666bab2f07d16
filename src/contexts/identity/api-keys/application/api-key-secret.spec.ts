import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { uuidv7 } from '#libs/kernel';
import { newApiKey, readApiKey } from './api-key-secret.js';
import { toBase62 } from './base62.js';

const tenantId = uuidv7();

/** Any body with the right checksum, which everybody can compute. */
function withChecksum(body: string): string {
  return body + toBase62(BigInt(crc32(body)), 6);
}

describe('an API key', () => {
  it('is text that a double click selects, names its tenant and is known by its hash', () => {
    for (let round = 0; round < 200; round += 1) {
      const { text, hash, prefix } = newApiKey(tenantId);
      expect(text).toMatch(/^fp_live_[0-9A-Za-z]{60}$/);
      expect(readApiKey(text)).toEqual({ tenantId, hash });
      expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
      expect(text.startsWith(prefix)).toBe(true);
      expect(prefix).toHaveLength(14);
    }
  });

  it('is another one each time, also in its first characters', () => {
    const keys = Array.from({ length: 100 }, () => newApiKey(tenantId));
    expect(new Set(keys.map(({ text }) => text)).size).toBe(100);
    expect(new Set(keys.map(({ prefix }) => prefix)).size).toBe(100);
  });

  it('with any one character wrong is recognised as no key, without asking anybody', () => {
    const { text } = newApiKey(tenantId);
    for (let at = 0; at < text.length; at += 1) {
      const wrong = text[at] === 'x' ? 'y' : 'x';
      expect(readApiKey(text.slice(0, at) + wrong + text.slice(at + 1))).toBeUndefined();
    }
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'fp_live_'],
    ['another prefix', withChecksum(`fp_test_${'0'.repeat(54)}`)],
    ['a shorter one', withChecksum(`fp_live_${'0'.repeat(53)}`)],
    ['a longer one', withChecksum(`fp_live_${'0'.repeat(55)}`)],
    ['more than 320 bits', withChecksum(`fp_live_${'z'.repeat(54)}`)],
    ['other characters', withChecksum(`fp_live_${'-'.repeat(54)}`)],
    ['letters of other scripts', withChecksum(`fp_live_${'ä'.repeat(54)}`)],
    ['a blank behind it', `${newApiKey(tenantId).text} `],
  ])('is not %s', (_, text) => {
    expect(readApiKey(text)).toBeUndefined();
  });

  it('of zeros is well-formed: only its hash is unknown', () => {
    expect(readApiKey(withChecksum(`fp_live_${'0'.repeat(54)}`))?.tenantId).toBe(
      '00000000-0000-0000-0000-000000000000',
    );
  });
});

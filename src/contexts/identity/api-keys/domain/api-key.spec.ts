import { uuidv7 } from '#libs/kernel';
import { apiKeyScopes, effectiveScopes } from './api-key-scopes.js';
import { ApiKey } from './api-key.entity.js';

const now = new Date('2026-11-22T10:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const anna = uuidv7();

const newApiKey = () => ({ text: 'shown once', prefix: `fp_live_${uuidv7().slice(-6)}`, hash: uuidv7() });

function keyOf(expiresAt: Date | null = null): ApiKey {
  const given = {
    name: 'Gateway',
    scopes: ['equipment:read' as const],
    createdById: anna,
    secret: newApiKey(),
  };
  return Object.assign(ApiKey.create({ ...given, expiresAt }, now), { createdAt: now });
}
const rotate = (key: ApiKey, more: { expiresAt?: Date | null; overlapSeconds?: number } = {}, by = anna, at = now) =>
  key.rotate({ secret: newApiKey(), overlapSeconds: 3_600, ...more }, by, at);
const code = (name: string) => expect.objectContaining({ code: name });

describe('an API key', () => {
  it('does not begin, or get, an expiry that has passed', () => {
    expect(() => keyOf(now)).toThrow(code('api_key.expiry_passed'));
    expect(() => keyOf().edit({ expiresAt: inDays(-1) }, now)).toThrow(code('api_key.expiry_passed'));
    expect(() => rotate(keyOf(), { expiresAt: now })).toThrow(code('api_key.expiry_passed'));
  });

  it('is not changed any more once it is revoked or has expired', () => {
    const revoked = keyOf();
    revoked.revoke(now);
    const expired = keyOf(inDays(1));
    for (const [key, at] of [
      [revoked, now],
      [expired, inDays(1)],
    ] as const) {
      expect(() => key.edit({ name: 'Other' }, at)).toThrow(code('api_key.ended'));
      expect(() => key.edit({ expiresAt: inDays(9) }, at)).toThrow(code('api_key.ended'));
      expect(() => rotate(key, {}, anna, at)).toThrow(code('api_key.ended'));
    }
  });

  it('keeps the time at which it was revoked first', () => {
    const key = keyOf();
    key.revoke(now);
    key.revoke(inDays(1));
    expect(key.revokedAt).toEqual(now);
  });
});

describe('a rotation', () => {
  it('gives a new key with the same name and scopes, and lets the old one run out after the overlap', () => {
    const key = keyOf();
    const { name, scopes, createdById, rotatedFromId, expiresAt, prefix } = rotate(key);
    expect({ name, scopes, createdById, rotatedFromId, expiresAt }).toEqual({
      ...{ name: 'Gateway', scopes: ['equipment:read'], createdById: anna, rotatedFromId: key.id, expiresAt: null },
    });
    expect(prefix).not.toBe(key.prefix);
    expect(key.expiresAt).toEqual(new Date(now.getTime() + 3_600_000));
  });

  it('never prolongs the old key', () => {
    const key = keyOf(new Date(now.getTime() + 60_000));
    rotate(key);
    expect(key.expiresAt).toEqual(new Date(now.getTime() + 60_000));
  });

  it('lets the new key live as long as the old one was meant to, unless said otherwise', () => {
    expect(rotate(keyOf(inDays(90)), {}, anna, inDays(30)).expiresAt).toEqual(inDays(120));
    expect(rotate(keyOf(inDays(90)), { expiresAt: null }).expiresAt).toBeNull();
    expect(rotate(keyOf(), { expiresAt: inDays(7) }).expiresAt).toEqual(inDays(7));
  });

  it('is for the creator alone, in whose name the new key acts', () => {
    expect(() => rotate(keyOf(), {}, uuidv7())).toThrow(code('api_key.not_own'));
  });
});

describe('what a key may do', () => {
  it('is what it was given and its creator has', () => {
    const own = new Set(['equipment:read', 'users:read', 'api_keys:create']);
    expect([...effectiveScopes(['equipment:read', 'work_orders:read'], own)]).toEqual(['equipment:read']);
  });

  it('is never to manage keys, though its row should say so', () => {
    expect(apiKeyScopes.filter((name) => name.startsWith('api_keys'))).toEqual([]);
    expect([
      ...effectiveScopes(['api_keys:create', 'gone:long_ago'], new Set(['api_keys:create', 'gone:long_ago'])),
    ]).toEqual([]);
  });
});

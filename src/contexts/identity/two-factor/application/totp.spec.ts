import { newTotpSecret, otpauthUri, stepOf } from './totp.js';

/** The secret of RFC 6238, appendix B, whose codes end with these six digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('stepOf', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_111_111_111, '050471', 37_037_037],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('at %d seconds takes %s for the code of step %d, as RFC 6238 does', (seconds, code, step) => {
    expect(stepOf(secret, code, new Date(seconds * 1_000))).toBe(step);
  });

  it.each([
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ])('takes a code %d steps away: %s', (steps, isTaken) => {
    const at = new Date((1_234_567_890 - steps * 30) * 1_000);
    expect(stepOf(secret, '005924', at) !== undefined).toBe(isTaken);
  });

  it.each(['', '00592', '0059240', '005925', 'abcdef', '００５９２４'])('takes %j for no code', (code) => {
    expect(stepOf(secret, code, new Date(1_234_567_890_000))).toBeUndefined();
  });
});

it('a secret has 160 random bits', () => {
  const secrets = new Set(Array.from({ length: 50 }, newTotpSecret));
  expect(secrets.size).toBe(50);
  for (const each of secrets) expect(each).toMatch(/^[A-Z2-7]{32}$/);
});

it('an address for authenticator apps names the issuer and the account, whatever characters they have', () => {
  const url = new URL(otpauthUri(secret, 'Lift & Söhne: Nord', 'a+b@example.com'));
  expect(url.protocol).toBe('otpauth:');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    issuer: 'Lift & Söhne: Nord',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  expect(decodeURIComponent(url.pathname)).toContain('a+b@example.com');
});

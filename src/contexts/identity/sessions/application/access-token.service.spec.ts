import { JwtService } from '@nestjs/jwt';
import type { AppConfig } from '#libs/config';
import { uuidv7 } from '#libs/kernel';
import { FakeClock } from '#libs/testing';
import { OperatorTokenService, UserTokenService } from './access-token.service.js';

const config = { secrets: { jwt: 'k3J9vQ2xW7mB5nR8tY4uI6oP1aS0dFgHzL' } } as AppConfig;
const clock = new FakeClock(new Date());
const tokens = new UserTokenService(config, clock);
const subject = { userId: uuidv7(), sessionId: uuidv7(), tenantId: uuidv7(), authVersion: 3 };
const refusal = expect.objectContaining({ code: 'auth.invalid_token', kind: 'unauthenticated' });

function forged(claims: object, options: object = {}, secret = config.secrets.jwt): string {
  const good = { typ: 'access', sub: subject.userId, sid: subject.sessionId, tid: subject.tenantId, ver: 3 };
  return new JwtService({ secret }).sign(
    { ...good, ...claims },
    { algorithm: 'HS256', issuer: 'fieldpilot', audience: 'fieldpilot:tenant', expiresIn: 60, ...options },
  );
}

describe('AccessTokens', () => {
  it('reads what it issued, the second time from memory', () => {
    const token = tokens.issue(subject);
    expect(tokens.read(token)).toMatchObject(subject);
    expect(tokens.read(token)).toBe(tokens.read(token));
    expect(tokens.read(forged({}))).toMatchObject(subject);
  });

  it.each([
    ['an altered signature', `${forged({}).slice(0, -2)}xx`],
    ['another secret', forged({}, {}, 'another-secret-of-sufficient-length')],
    ['another algorithm', forged({}, { algorithm: 'HS384' })],
    ['no algorithm', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged({}).split('.')[1]}.`],
    ['another issuer', forged({}, { issuer: 'someone' })],
    ['another audience', forged({}, { audience: 'fieldpilot:operators' })],
    ['another type', forged({ typ: 'two_factor_pending' })],
    ['no type', forged({ typ: undefined })],
    ['an expiry in the past', forged({}, { expiresIn: -1 })],
    ['no token at all', 'x'],
    ['a huge token', 'x'.repeat(100_000)],
  ])('refuses %s', (_, token) => {
    expect(() => tokens.read(token)).toThrow(refusal);
  });

  it('does not accept tokens of operators as those of users, or the reverse', () => {
    const operators = new OperatorTokenService(config, clock);
    expect(() => operators.read(tokens.issue(subject))).toThrow(refusal);
    expect(() => tokens.read(operators.issue(subject))).toThrow(refusal);
  });

  it('refuses a token that has expired since it was read first', () => {
    const token = tokens.issue(subject);
    tokens.read(token);
    clock.advance({ minutes: 15, seconds: -1 });
    expect(tokens.read(token)).toMatchObject(subject);
    clock.advance({ seconds: 2 });
    expect(() => tokens.read(token)).toThrow(refusal);
  });
});

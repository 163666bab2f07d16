import { JwtService } from '@nestjs/jwt';
import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '#libs/config';
import { uuidv7 } from '#libs/kernel';
import { FakeClock } from '#libs/testing';
import type { OperatorAuthenticationService } from '../../operators/application/operator-authentication.service.js';
import { OperatorTokenService, UserTokenService } from '../../sessions/application/access-token.service.js';
import type { UserAuthenticationService } from '../application/user-authentication.service.js';
import { OperatorTokenStrategy } from './operator-token.strategy.js';
import { authenticateBy } from './passport-attempt.js';
import { UserTokenStrategy } from './user-token.strategy.js';

const config = { secrets: { jwt: 'k3J9vQ2xW7mB5nR8tY4uI6oP1aS0dFgHzL' } } as AppConfig;
const clock = new FakeClock(new Date());
const tokens = new UserTokenService(config, clock);
const operatorTokens = new OperatorTokenService(config, clock);
/** Finds everybody's session. */
const directory = { authenticate: (known: object) => known };
const users = new UserTokenStrategy(tokens, directory as unknown as UserAuthenticationService);
const operators = new OperatorTokenStrategy(operatorTokens, directory as unknown as OperatorAuthenticationService);

const subject = { userId: uuidv7(), sessionId: uuidv7(), tenantId: uuidv7(), authVersion: 3 };
const refusal = expect.objectContaining({ code: 'auth.invalid_token', kind: 'unauthenticated' });
const read = (token: string, strategy: UserTokenStrategy | OperatorTokenStrategy = users) =>
  authenticateBy(strategy, { headers: { authorization: `Bearer ${token}` } } as FastifyRequest);

function forged(claims: object, options: object = {}, secret = config.secrets.jwt): string {
  const good = { typ: 'access', sub: subject.userId, sid: subject.sessionId, tid: subject.tenantId, ver: 3 };
  return new JwtService({ secret }).sign(
    { ...good, ...claims },
    { algorithm: 'HS256', issuer: 'fieldpilot', audience: 'fieldpilot:tenant', expiresIn: 60, ...options },
  );
}

describe('a strategy for access tokens', () => {
  it('reads what was issued, and what it has read is remembered', async () => {
    const token = tokens.issue(subject);
    expect(tokens.remembered(token)).toBeUndefined();
    await expect(read(token)).resolves.toMatchObject(subject);
    expect(tokens.remembered(token)).toMatchObject(subject);
    await expect(read(forged({}))).resolves.toMatchObject(subject);
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
    ['nothing', ''],
    ['a huge token', 'x'.repeat(100_000)],
  ])('refuses %s, and remembers nothing', async (_, token) => {
    await expect(read(token)).rejects.toEqual(refusal);
    expect(tokens.remembered(token)).toBeUndefined();
  });

  it('does not accept tokens of operators as those of users, or the reverse', async () => {
    await expect(read(operatorTokens.issue(subject))).rejects.toEqual(refusal);
    await expect(read(tokens.issue(subject), operators)).rejects.toEqual(refusal);
    await expect(read(operatorTokens.issue(subject), operators)).resolves.toMatchObject(subject);
  });

  it('is the one of its own application, where a process runs several', async () => {
    const others = new UserTokenService(
      { secrets: { jwt: 'another-secret-of-sufficient-length' } } as AppConfig,
      clock,
    );
    const other = new UserTokenStrategy(others, directory as unknown as UserAuthenticationService);
    await expect(read(tokens.issue(subject))).resolves.toMatchObject(subject);
    await expect(read(tokens.issue(subject), other)).rejects.toEqual(refusal);
  });

  it('keeps attempts that overlap apart', async () => {
    const held = { authenticate: (known: object) => new Promise((resolve) => setImmediate(() => resolve(known))) };
    const slow = new UserTokenStrategy(tokens, held as unknown as UserAuthenticationService);
    const ids = Array.from({ length: 20 }, () => uuidv7());
    const read20 = ids.map((userId) => read(tokens.issue({ ...subject, userId }), slow));
    expect(await Promise.all(read20)).toMatchObject(ids.map((userId) => ({ userId })));
  });
});

it('a token that has expired since it was read is refused', async () => {
  const token = tokens.issue(subject);
  await read(token);
  clock.advance({ minutes: 15, seconds: -1 });
  expect(tokens.remembered(token)).toMatchObject(subject);
  clock.advance({ seconds: 2 });
  expect(() => tokens.remembered(token)).toThrow(refusal);
});

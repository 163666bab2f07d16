import type { AppConfig } from '#libs/config';
import { runInContext, type TenantRef } from '#libs/request-context';
import { createLogger } from './logger.js';

const tenant: TenantRef = { id: 't', slug: 'acme', schema: 'tenant_acme', role: null, timezone: 'UTC' };

function logged(write: (logger: ReturnType<typeof createLogger>) => void): {
  text: string;
  lines: Record<string, unknown>[];
} {
  let text = '';
  write(createLogger({ logLevel: 'info', nodeEnv: 'test' } as AppConfig, { write: (line) => void (text += line) }));
  return {
    text,
    lines: text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('the log', () => {
  it('is one line of JSON in UTC per entry and names request, tenant and user', () => {
    const { lines } = logged((logger) => {
      const actor = { kind: 'user', id: 'u1', role: 'admin', permissions: new Set<string>(), sessionId: 's' } as const;
      runInContext({ requestId: 'r1', actor, tenant }, () => logger.info('two\nlines'));
      logger.info('outside');
    });
    expect(lines).toMatchObject([
      { level: 'info', requestId: 'r1', tenant: 'acme', userId: 'u1', msg: 'two\nlines' },
      { msg: 'outside' },
    ]);
    expect(lines[0]!['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('names the API key that acts in the name of a user, by its id', () => {
    const apiKey = { id: 'k1', name: 'Gateway' };
    const actor = { kind: 'user', id: 'u1', role: 'admin', permissions: new Set<string>(), apiKey } as const;
    const { lines } = logged((logger) => {
      runInContext({ requestId: 'r1', actor }, () => logger.info('called'));
      logger.info({ apiKeyId: 'k1' }, 'answered');
    });
    expect(lines).toMatchObject([{ userId: 'u1', apiKeyId: 'k1' }, { apiKeyId: 'k1' }]);
  });

  it('never shows what is stored under the name of a secret', () => {
    const { text } = logged((logger) => {
      const secrets = { password: 'canary', newPassword: 'canary', totpSeed: 'canary', apiKey: 'canary' };
      logger.info({
        headers: { authorization: 'Bearer canary', cookie: 'canary' },
        body: [{ refreshToken: 'canary', deep: secrets }],
      });
      logger.warn(secrets, 'changed');
    });
    expect(text).not.toContain('canary');
    expect(text).toContain('[redacted]');
  });

  it('tells of a database error what failed, not with which values', () => {
    const cause = Object.assign(new Error('duplicate key value violates unique constraint "users_email_unique"'), {
      code: '23505',
      constraint: 'users_email_unique',
      table: 'users',
      detail: 'Key (email)=(canary@example.com) already exists.',
      parameters: ['canary'],
    });
    const wrapped = Object.assign(new Error(`insert into "users" values ('canary') - ${cause.message}`, { cause }), {
      code: '23505',
    });
    const { text, lines } = logged((logger) => logger.error({ err: wrapped }, 'failed'));
    expect(text).not.toContain('canary');
    expect(lines[0]!['err']).toMatchObject({
      code: '23505',
      cause: { constraint: 'users_email_unique', table: 'users' },
    });
  });
});

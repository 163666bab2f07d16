import { JobRunner, TenantWakeups, WakeupReconciliation } from '#libs/jobs';
import { uuidv7 } from '#libs/kernel';
import {
  createTestApp,
  provisionTestTenant,
  sentStatements,
  waitUntil,
  type TestApp,
  type TestTenant,
} from '#libs/testing';

let testApp: TestApp;
let busy: TestTenant;
let idle: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  [busy, idle] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
});
beforeEach(() =>
  testApp.database.query(
    `delete from ${busy.ref.schema}.verification_tokens; delete from public.tenant_wakeups where kind = 'expired_tokens'`,
  ),
);

const tick = () => testApp.get(JobRunner).tick();
const left = async () =>
  (await testApp.database.query(`select token_hash from ${busy.ref.schema}.verification_tokens order by 1`)).map(
    (row) => row['token_hash'] as string,
  );
/** By tenant, in how many hours the job looks again. */
const planned = async () =>
  Object.fromEntries(
    (
      await testApp.database.query(
        `select tenant_id, round(extract(epoch from due_at - now()) / 3600)::int as hours
          from public.tenant_wakeups where kind = 'expired_tokens'`,
      )
    ).map(({ tenant_id, hours }) => [tenant_id, hours]),
  );

/** Tokens that expire, or have expired, so many hours from now. */
async function tokens(kind: string, name: string, hours: number, count = 1, isUsed = false): Promise<void> {
  const { id } = await user();
  await testApp.database.query(
    `insert into ${busy.ref.schema}.verification_tokens (user_id, kind, token_hash, expires_at, consumed_at)
      select $1, $2, $3 || n, now() + make_interval(hours => $4), case when $5 then now() end from generate_series(1, $6) n`,
    [id, kind, name, hours, isUsed, count],
  );
}

let someone: Promise<{ id: string }> | undefined;
const user = () => (someone ??= busy.addUser('employee'));

describe('tokens that have expired', () => {
  it('go a day later, whatever they were for and whether or not they were used; all others stay', async () => {
    await tokens('password_reset', 'old', -25);
    await tokens('email_verification', 'used', -30, 1, true);
    await tokens('two_factor_pending', 'pending', -48);
    await tokens('two_factor_enrolment', 'enrolment', -24 * 40);
    await tokens('email_verification', 'lately', -23);
    await tokens('password_reset', 'valid', 1);
    await wake();
    await tick();
    expect(await left()).toEqual(['lately1', 'valid1']);
    // the next is old enough in an hour, but runs are a day apart
    expect(await planned()).toEqual({ [busy.ref.id]: 24 });
  });

  it('go in batches, however many there are', async () => {
    await tokens('password_reset', 'many', -30, 2_500);
    await wake();
    await tick();
    expect(await left()).toEqual([]);
    expect(await planned()).toEqual({});
  });

  it('are looked for where one was issued, and nowhere else', async () => {
    const { email } = await busy.addUser('technician');
    const forgot = { tenant: busy.slug, email };
    await testApp.anonymous.post('/v1/auth/forgot-password').send(forgot).expect(204);
    await waitUntil(async () => Object.keys(await planned()).length > 0);
    expect(await planned()).toEqual({ [busy.ref.id]: 24 });
    expect(await planned()).not.toHaveProperty(idle.ref.id);
  });

  it('are planned to be looked for by whoever asks, apart from the request', async () => {
    const tomorrow = new Date(Date.now() + 24 * 3_600_000);
    const unknown = { ...busy.ref, id: uuidv7() };
    const wakeups = testApp.get(TenantWakeups);
    const written: boolean[] = [];
    const messages = await sentStatements(() =>
      busy.runAs({ kind: 'anonymous' }, async () => {
        for (const tenant of [busy.ref, unknown])
          written.push(await wakeups.wakeInBackground(tenant, 'expired_tokens', tomorrow));
      }),
    );
    expect({ written, messages }).toEqual({ written: [true, false], messages: [] });
    expect(await planned()).toEqual({ [busy.ref.id]: 24 });
  });

  it('are found again where the plan to look was lost', async () => {
    await tokens('password_reset', 'old', -72);
    const lost = await testApp.get(WakeupReconciliation).findLost();
    expect(lost.filter(({ kind }) => kind === 'expired_tokens')).toMatchObject([{ tenantId: busy.ref.id }]);
  });
});

async function wake(): Promise<void> {
  await testApp.database.query(
    `insert into public.tenant_wakeups (tenant_id, kind, due_at) values ($1, 'expired_tokens', now())`,
    [busy.ref.id],
  );
}

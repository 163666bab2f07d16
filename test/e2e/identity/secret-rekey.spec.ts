import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoredSecretsFacade } from '#contexts/identity';
import { WebhookSecretsFacade } from '#contexts/notifications';
import { TenancyFacade } from '#contexts/tenancy';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant, type TestUser } from '#libs/testing';
import { WebhookSecretService } from '../../../src/contexts/notifications/webhooks/application/webhook-secret.service.js';
import { enrol } from '../../support/authenticator.js';
import { fieldpilot } from '../tenancy/command-line.js';

const newKey = randomBytes(32).toString('base64');
let old: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  old = await createTestApp();
  acme = await provisionTestTenant(old);
});

/** Another process of the same installation, with these keys. */
function withKeys(encryption: string, previous?: string): Promise<TestApp> {
  const { jwt, cursor } = old.config.secrets;
  const environment = {
    ...{ JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption },
    ...(previous !== undefined && { ENCRYPTION_KEY_PREVIOUS: previous }),
  };
  return createTestApp({ database: old.database, environment });
}

async function signIn(testApp: TestApp, { email, password }: TestUser, code: string): Promise<number> {
  const first = await testApp.anonymous.post('/v1/auth/login').send({ tenant: acme.slug, email, password }).expect(403);
  const { pendingToken } = first.body as { pendingToken: string };
  return (await testApp.anonymous.post('/v1/auth/two-factor').send({ pendingToken, code })).status;
}

async function withTwoFactor() {
  const user = await acme.addUser('manager');
  return { user, ...(await enrol(await acme.signIn(user))) };
}

const keyIds = async () =>
  (
    await old.database.query(
      `select distinct two_factor_key_id as id from ${acme.ref.schema}.users where two_factor_secret is not null`,
    )
  ).map(({ id }) => id);

describe('another ENCRYPTION_KEY', () => {
  it('takes the place of the former one without anybody noticing', async () => {
    const people = [await withTwoFactor(), await withTwoFactor()];
    const both = await withKeys(newKey, old.config.secrets.encryption);
    // before anything is encrypted anew
    expect(await signIn(both, people[0]!.user, people[0]!.app.code(1))).toBe(200);
    const secrets = both.get(StoredSecretsFacade);
    const counts = await acme.run(() => Promise.all([secrets.rekeyUsers(), secrets.rekeyUsers()]));
    // of two runs at once each secret is renewed by one
    expect(counts.map(({ renewed }) => renewed).reduce((a, b) => a + b)).toBe(2);
    expect(await acme.run(() => secrets.rekeyUsers())).toEqual({ renewed: 0, unreadable: 0 });
    expect(await keyIds()).toHaveLength(1);
    const only = await withKeys(newKey);
    expect(await signIn(only, people[1]!.user, people[1]!.app.code(1))).toBe(200);
  });

  it('reads the secrets of webhooks as before, also those that are being replaced', async () => {
    const admin = await acme.as('admin');
    const { body: made } = await admin.post('/v1/webhooks').send({ url: 'https://hooks.example.com/' }).expect(201);
    const rotate = admin.post(`/v1/webhooks/${made.id}/rotate-secret`).set('If-Match', '"1"');
    const { body: rotated } = await rotate.send({ overlapSeconds: 60 }).expect(200);
    const both = await withKeys(newKey, old.config.secrets.encryption);
    const rekeyed = () => acme.run(() => both.get(WebhookSecretsFacade).rekey());
    expect(await rekeyed()).toEqual({ renewed: 1, unreadable: 0 });
    expect(await rekeyed()).toEqual({ renewed: 0, unreadable: 0 });
    const [row] = await old.database.query<Record<string, string>>(
      `select secret_encrypted, secret_key_id, previous_secret_encrypted, previous_secret_key_id, version from ${acme.ref.schema}.webhooks`,
    );
    const secrets = (await withKeys(newKey)).get(WebhookSecretService);
    const read = (text = '', keyId = '') => secrets.decrypt({ text, keyId }, made.id);
    expect(read(row!['secret_encrypted'], row!['secret_key_id'])).toBe(rotated.secret);
    expect(read(row!['previous_secret_encrypted'], row!['previous_secret_key_id'])).toBe(made.secret);
    expect(row!['version']).toBe(2);
  });

  it('is taken by the command, which says whose secrets are left, and is repeated after that', async () => {
    const { user, app } = await withTwoFactor();
    const lost = await withTwoFactor();
    const closed = await provisionTestTenant(old);
    await old.database.query(`update ${acme.ref.schema}.users set two_factor_key_id = 'lost' where id = $1`, [
      lost.user.id,
    ]);
    await closed.run(() => old.get(TenancyFacade).suspend(closed.slug, 'unpaid'));
    const first = await rekey();
    expect(first.code).toBe(1);
    const report = JSON.parse(first.stdout) as { outcomes: { tenant: string | null }[]; closed: string[] };
    expect(report.closed).toEqual([closed.slug]);
    expect(report.outcomes).toEqual(
      expect.arrayContaining([
        { tenant: null, renewed: 0, unreadable: 0 },
        { tenant: acme.slug, renewed: 1, unreadable: 1 },
      ]),
    );
    expect(first.stderr).toContain(`${closed.slug}: closed`);
    expect(await signIn(await withKeys(newKey), user, app.code(1))).toBe(200);
  }, 60_000);
});

function rekey() {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-rekey-'));
  const { migratorUrl, platformUrl, appUrl } = old.database.urls;
  return fieldpilot(['secrets', 'rekey', '--json'], {
    ...{ DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl },
    ...{ FIELDPILOT_DATA: dataDir, ENCRYPTION_KEY: newKey },
    ENCRYPTION_KEY_PREVIOUS: old.config.secrets.encryption,
  }).finally(() => rmSync(dataDir, { recursive: true, force: true }));
}

import { jest } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp } from '#libs/testing';
import { givesSecret, isSecret, takesSecret } from './api/secret-fields.js';
import { Stage } from './api/stage.js';
import { letLocksRunOut } from './dying-request.js';
import { secretsOf } from './other-process.js';

// Requests with an Idempotency-Key must store nothing that reveals a password.

jest.setTimeout(60_000);

let testApp: TestApp;
let stage: Stage;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  stage = await Stage.of(await provisionTestTenant(testApp), 'sample');
  admin = await stage.tenant.as('admin');
});

const query = (text: string, values: unknown[] = []) =>
  testApp.database.query(text.replaceAll('tenant.', `${stage.tenant.ref.schema}.`), values);
const keptOf = async (key: string) => (await query('select * from tenant.idempotency_keys where key = $1', [key]))[0];
const post = (key: string, body: object, client = admin, path = '/v1/users') =>
  client.post(path).set('Idempotency-Key', key).send(body);
const aUser = () => ({
  email: `${randomBytes(6).toString('hex')}@example.com`,
  password: 'blue-kettle-on-the-roof',
  role: 'technician',
});
const usersWith = (email: string) => query('select id from tenant.users where email = $1', [email]);

describe('the document', () => {
  it('marks every field as secret that is named like one', () => {
    const named = /passw|secret|token|credential|private|apikey|otp$/i;
    const undeclared = Object.entries(stage.api.schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties)
        .filter(
          ([name, member]) => named.test(name) && !/date-time|uuid/.test(member.format ?? '') && !isSecret(member),
        )
        .map(([name]) => `${schema}.${name}`),
    );
    expect(undeclared).toEqual([]);
    expect(stage.api.operations.filter(takesSecret).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['createUser', 'login', 'refresh', 'loginOperator', 'refreshOperator']),
    );
    expect(stage.api.operations.filter(givesSecret).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['login', 'refresh', 'loginOperator', 'refreshOperator']),
    );
  });
});

describe('a request that carries a password', () => {
  it('leaves nothing that its password could be guessed from', async () => {
    const [key, body] = [randomUUID(), aUser()];
    await post(key, body).expect(201);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const text = JSON.stringify(body);
    const kept = JSON.stringify(await keptOf(key));
    for (const plain of [body.password, sha256(`POST /v1/users\n${text}`), sha256(text), sha256(body.password)])
      expect(kept).not.toContain(plain);
  });

  it('is carried out once: its repetition reads what it made, another request is refused', async () => {
    const [key, body] = [randomUUID(), aUser()];
    const first = await post(key, body).expect(201);
    const again = await Promise.all(Array.from({ length: 50 }, () => post(key, body)));
    const refused = again.filter(({ status }) => status !== 201);
    expect(refused.every(({ status, body: { code } }) => status === 409 && code === 'idempotency.in_flight')).toBe(
      true,
    );
    const later = await post(key, body).expect(201);
    expect(later.body).toEqual(first.body);
    expect(later.headers).toMatchObject({
      location: first.headers['location'],
      etag: first.headers['etag'],
      'idempotent-replayed': 'true',
    });
    expect(await usersWith(body.email)).toHaveLength(1);
    const other = await post(key, { ...body, password: 'another-kettle-entirely' }).expect(422);
    expect(other.body.code).toBe('idempotency.key_reused');
  });

  it('is judged anew after a refusal, of which nothing is kept either', async () => {
    const [key, body] = [randomUUID(), aUser()];
    const { id } = (await post(randomUUID(), body).expect(201)).body;
    await post(key, body).expect(409);
    expect(await keptOf(key)).toBeUndefined();
    await query(`update tenant.users set email = 'moved-' || email where id = $1`, [id]);
    await post(key, body).expect(201);
  });
});

describe('a repetition', () => {
  it('of what the release before has taken is compared with what that one kept', async () => {
    const [key, body] = [randomUUID(), { name: 'Depot' }];
    const first = await post(key, body, admin, '/v1/facilities').expect(201);
    const plain = createHash('sha256')
      .update(`POST /v1/facilities\n${JSON.stringify(body)}`)
      .digest('hex');
    await query('update tenant.idempotency_keys set request_hash = $2 where key = $1', [key, plain]);
    expect((await post(key, body, admin, '/v1/facilities').expect(201)).text).toBe(first.text);
    await post(key, { name: 'Other' }, admin, '/v1/facilities').expect(422);
  });

  it('after ENCRYPTION_KEY was changed is answered like before', async () => {
    const environment = { ...secretsOf(testApp), ENCRYPTION_KEY: randomBytes(32).toString('base64url') };
    const restarted = await createTestApp({ database: testApp.database, environment });
    const client = restarted.withToken((await stage.tenant.tokens(stage.tenant.admin)).accessToken);
    const [key, secretKey, body, user] = [randomUUID(), randomUUID(), { name: 'Depot' }, aUser()];
    const first = await post(key, body, admin, '/v1/facilities').expect(201);
    const { id } = (await post(secretKey, user).expect(201)).body;
    expect((await post(key, body, client, '/v1/facilities').expect(201)).text).toBe(first.text);
    await letLocksRunOut(testApp, stage.tenant);
    expect((await post(secretKey, user, client).expect(201)).body.id).toBe(id);
    expect(await usersWith(user.email)).toHaveLength(1);
    await restarted.close();
  });
});

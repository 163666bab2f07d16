import { Authenticator, enrol } from '../../support/authenticator.js';
import { drawnQrCode } from '../../support/drawn-qr-code.js';
import { mailTo } from '../../support/kept-mails.js';
import { codesOf, SecondSteps } from './second-steps.js';

/** Where the account demands no second factor. */
const state = { required: false, graceUntil: null };
let steps: SecondSteps;

beforeAll(async () => void (steps = await SecondSteps.open()));
beforeEach(() => steps.newUser());

describe('a second factor', () => {
  it('is begun with a QR code, counts once a code confirms it, and is asked for from then on', async () => {
    const { body, headers } = await steps.client.post('/v1/me/two-factor/enrol').expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(drawnQrCode(body.qrCode as string)).toBe(body.otpauthUri);
    const uri = new URL(body.otpauthUri as string);
    expect(uri.searchParams.get('secret')).toBe(body.secret);
    expect(decodeURIComponent(uri.pathname)).toContain(steps.user.email);
    await steps.login().expect(200);
    const app = new Authenticator(body.secret as string, steps.clock);
    const wrong = await steps.client.post('/v1/me/two-factor/confirm').send({ code: app.wrongCode() }).expect(422);
    expect(wrong.body).toMatchObject({ code: 'two_factor.wrong_code', errors: [{ pointer: '/code' }] });
    const confirmed = await steps.client.post('/v1/me/two-factor/confirm').send({ code: app.code() }).expect(200);
    expect(new Set(confirmed.body.backupCodes).size).toBe(10);
    await steps.client.get('/v1/me/two-factor').expect(200, { ...state, enabled: true, backupCodesLeft: 10 });
    steps.clock.advance({ seconds: 30 });
    const { body: tokens } = await steps.secondStep(await steps.pending(), app.code()).expect(200);
    await steps.here.withToken(tokens.accessToken).get('/v1/me').expect(200);
    await steps.here.anonymous.post('/v1/auth/refresh').send({ refreshToken: tokens.refreshToken }).expect(200);
    expect((await mailTo(steps.here, steps.user.email)).subject).toContain('now asks for a code');
  });

  it('ends the sessions that a password alone has opened, but the one that confirmed it', async () => {
    const other = await steps.acme.tokens(steps.user);
    await steps.enrolled();
    for (const testApp of [steps.here, steps.there])
      await testApp.withToken(other.accessToken).get('/v1/me').expect(401);
    await steps.here.anonymous.post('/v1/auth/refresh').send({ refreshToken: other.refreshToken }).expect(401);
    await steps.client.get('/v1/me').expect(200);
  });

  it('begun anew before it counts makes the former secret worthless; afterwards it has to be switched off first', async () => {
    const former = new Authenticator(
      (await steps.client.post('/v1/me/two-factor/enrol').expect(200)).body.secret,
      steps.clock,
    );
    const { body } = await steps.client.post('/v1/me/two-factor/enrol').expect(200);
    const confirm = (code: string) => steps.client.post('/v1/me/two-factor/confirm').send({ code });
    expect((await confirm(former.code()).expect(422)).body.code).toBe('two_factor.wrong_code');
    await confirm(new Authenticator(body.secret, steps.clock).code()).expect(200);
    expect((await steps.client.post('/v1/me/two-factor/enrol').expect(409)).body.code).toBe(
      'two_factor.already_enabled',
    );
    expect((await confirm('123456').expect(409)).body.code).toBe('two_factor.already_enabled');
  });

  it('is stored so that neither the database nor its logs and mails tell it', async () => {
    const { app, backupCodes } = await steps.enrolled();
    await steps.secondStep(await steps.pending(), backupCodes[0]!).expect(200);
    const tables = [
      'users',
      'two_factor_backup_codes',
      'verification_tokens',
      'audit_logs',
      'idempotency_keys',
      'mails',
    ];
    const texts = tables.map((table) => `select row_to_json(t)::text as row from ${steps.acme.ref.schema}.${table} t`);
    const stored = JSON.stringify(await steps.here.database.query(texts.join(' union all ')));
    expect(stored).toContain(steps.user.email);
    for (const secret of [app.secret, ...backupCodes, ...backupCodes.map((code) => code.replaceAll('-', ''))])
      expect(stored).not.toContain(secret);
  });

  it('needs a fresh sign-in to be begun, switched off or given new backup codes', async () => {
    const { app } = await steps.enrolled();
    steps.clock.advance({ minutes: 14 });
    const { body: tokens } = await steps.secondStep(await steps.pending(), app.code()).expect(200);
    const old = (await steps.here.anonymous.post('/v1/auth/refresh').send({ refreshToken: tokens.refreshToken })).body;
    steps.clock.advance({ minutes: 14 });
    const refreshed = await steps.here.anonymous
      .post('/v1/auth/refresh')
      .send({ refreshToken: old.refreshToken })
      .expect(200);
    steps.clock.advance({ minutes: 2 });
    const stale = steps.here.withToken(refreshed.body.accessToken);
    for (const [path, body] of [
      ['enrol', undefined],
      ['backup-codes', undefined],
      ['disable', { code: app.code() }],
    ] as const) {
      const answer = await stale.post(`/v1/me/two-factor/${path}`).send(body);
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'auth.fresh_sign_in_needed']);
    }
    await stale.get('/v1/me').expect(200);
  });
});

describe('a code', () => {
  it('works once, also the one that confirmed the factor, and no earlier one after it', async () => {
    const { app } = await enrol(steps.client, steps.clock);
    expect((await steps.secondStep(await steps.pending(), app.code()).expect(401)).body.code).toBe('auth.wrong_code');
    steps.clock.advance({ seconds: 60 });
    await steps.secondStep(await steps.pending(), app.code()).expect(200);
    for (const away of [0, -1]) await steps.secondStep(await steps.pending(), app.code(away)).expect(401);
    await steps.secondStep(await steps.pending(), app.code(1)).expect(200);
  });

  it.each([
    [-2, 401],
    [-1, 200],
    [1, 200],
    [2, 401],
  ])('%d steps away is answered %d', async (away, status) => {
    const { app } = await steps.enrolled();
    steps.clock.advance({ minutes: 2 });
    await steps.secondStep(await steps.pending(), app.code(away)).expect(status);
  });

  it('replayed by twenty sign-ins at once in two processes lets exactly one of them in', async () => {
    const { app } = await steps.enrolled();
    const tokens: string[] = [];
    for (let at = 0; at < 20; at += 1) tokens.push(await steps.pending());
    const answers = await Promise.all(
      tokens.map((token, at) => steps.secondStep(token, app.code(), steps.alternately(at))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(codesOf(answers, 401)).toEqual(codesOf(answers, 401).map(() => 'auth.wrong_code'));
    expect(answers.filter(({ status }) => ![200, 401, 429].includes(status))).toEqual([]);
  });

  it('opens one session though it is sent many times at once with the same token', async () => {
    const { app, backupCodes } = await steps.enrolled();
    const token = await steps.pending();
    const codes = [app.code(), app.code(1), backupCodes[0]!, backupCodes[1]!];
    const answers = await Promise.all(codes.map((code, at) => steps.secondStep(token, code, steps.alternately(at))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const used = await steps.here.database.query(
      `select id from ${steps.acme.ref.schema}.two_factor_backup_codes where user_id = $1 and used_at is not null`,
      [steps.user.id],
    );
    // what was sent in vain is not used up
    expect(used.length).toBeLessThanOrEqual(1);
  });

  it('confirms once though it is sent many times at once', async () => {
    const { body } = await steps.client.post('/v1/me/two-factor/enrol').expect(200);
    const code = new Authenticator(body.secret, steps.clock).code();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => steps.client.post('/v1/me/two-factor/confirm').send({ code })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });
});

describe('a backup code', () => {
  it('signs in once, however it is typed, also when it is sent twice at once', async () => {
    const { backupCodes } = await steps.enrolled();
    const [first = '', second = ''] = backupCodes;
    await steps.secondStep(await steps.pending(), first.toUpperCase().replaceAll('-', ' ')).expect(200);
    await steps.secondStep(await steps.pending(), first).expect(401);
    const tokens = [await steps.pending(), await steps.pending(), await steps.pending(), await steps.pending()];
    const answers = await Promise.all(
      tokens.map((token, at) => steps.secondStep(token, second, steps.alternately(at))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    await steps.client.get('/v1/me/two-factor').expect(200, { ...state, enabled: true, backupCodesLeft: 8 });
  });

  it('is worthless for others, and once there are new ones', async () => {
    const { backupCodes } = await steps.enrolled();
    const { body } = await steps.client.post('/v1/me/two-factor/backup-codes').expect(200);
    await steps.secondStep(await steps.pending(), backupCodes[0]!).expect(401);
    await steps.secondStep(await steps.pending(), body.backupCodes[0] as string).expect(200);
    const colleague = await steps.acme.addUser('manager');
    await enrol(await steps.acme.signIn(colleague), steps.clock);
    const { body: theirs } = await steps.login(colleague).expect(403);
    await steps.secondStep(theirs.pendingToken as string, body.backupCodes[1] as string).expect(401);
  });

  it('is made only for who has a second factor', async () => {
    const { body } = await steps.client.post('/v1/me/two-factor/backup-codes').expect(409);
    expect(body.code).toBe('two_factor.not_enabled');
    expect((await steps.client.post('/v1/me/two-factor/confirm').send({ code: '123456' }).expect(409)).body.code).toBe(
      'two_factor.not_begun',
    );
  });
});

describe('switching it off', () => {
  const disable = (code: string) => steps.client.post('/v1/me/two-factor/disable').send({ code });

  it('takes a code, after which the password alone signs in', async () => {
    const { app } = await steps.enrolled();
    expect((await disable(app.wrongCode()).expect(422)).body.code).toBe('two_factor.wrong_code');
    await disable(app.code()).expect(204);
    await steps.login().expect(200);
    await steps.client.get('/v1/me/two-factor').expect(200, { ...state, enabled: false, backupCodesLeft: 0 });
    expect((await disable(app.code(1)).expect(409)).body.code).toBe('two_factor.not_enabled');
    expect((await mailTo(steps.here, steps.user.email, 2)).subject).toContain('no longer asks');
    await enrol(steps.client, steps.clock);
  });

  it('cannot be guessed: five wrong codes close it for a quarter of an hour', async () => {
    const { app, backupCodes } = await steps.enrolled();
    const tries = await Promise.all(Array.from({ length: 9 }, (_, at) => disable(app.wrongCode(at))));
    expect(tries.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(4);
    await disable(app.code()).expect(429);
    await disable(backupCodes[0]!).expect(429);
  });
});

it('the audit log tells of it all, without the secrets', async () => {
  const { app } = await steps.enrolled();
  await steps.secondStep(await steps.pending(), app.wrongCode()).expect(401);
  await steps.secondStep(await steps.pending(), app.code()).expect(200);
  await steps.client
    .post('/v1/me/two-factor/disable')
    .send({ code: app.code(1) })
    .expect(204);
  const admin = await steps.acme.signIn(steps.acme.admin);
  const { body } = await admin.get(`/v1/audit-logs?resourceId=${steps.user.id}&sort=-createdAt&limit=10`).expect(200);
  const entries = body.data as { action: string; changes: { after: object } | null }[];
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['propose_two_factor', 'enable_two_factor', 'login_failed', 'login', 'disable_two_factor']),
  );
  const ofAction = (name: string) => entries.find(({ action }) => action === name)!.changes;
  expect(ofAction('login')).toMatchObject({ after: { secondFactor: 'authenticator_app' } });
  expect(ofAction('login_failed')).toMatchObject({ after: { secondStep: true } });
  expect(JSON.stringify(entries)).not.toContain(app.secret);
});

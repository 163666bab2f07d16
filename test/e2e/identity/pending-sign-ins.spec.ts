import { provisionTestTenant } from '#libs/testing';
import { codesOf, SecondSteps } from './second-steps.js';

let steps: SecondSteps;

beforeAll(async () => void (steps = await SecondSteps.open()));
beforeEach(() => steps.newUser());

describe('a pending sign-in', () => {
  it('is over after five wrong codes, exactly, though many are sent at once to two processes', async () => {
    const { app } = await steps.enrolled();
    const token = await steps.pending();
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, at) => steps.secondStep(token, app.wrongCode(at % 20), steps.alternately(at))),
    );
    const codes = codesOf(answers, 401);
    expect(codes.filter((code) => code === 'auth.wrong_code')).toHaveLength(5);
    expect(codes.filter((code) => code === 'auth.invalid_pending_token')).toHaveLength(19);
    expect((await steps.secondStep(token, app.code()).expect(401)).body.code).toBe('auth.invalid_pending_token');
    await steps.secondStep(await steps.pending(), app.code()).expect(200);
  });

  it('closes the account after ten wrong codes, which a right password between them does not forgive', async () => {
    const { app } = await steps.enrolled();
    for (let round = 0; round < 2; round += 1) {
      const token = await steps.pending();
      for (let at = 0; at < 5; at += 1)
        await steps.secondStep(token, app.wrongCode(at), steps.alternately(at)).expect(401);
    }
    const { body } = await steps.login().expect(429);
    expect(body.code).toBe('auth.too_many_attempts');
    steps.clock.advance({ minutes: 15, seconds: 1 });
    await steps.secondStep(await steps.pending(), app.code()).expect(200);
  });

  it('opens nothing by its token', async () => {
    await steps.enrolled();
    const token = await steps.pending();
    const bearer = steps.here.withToken(token);
    for (const path of ['/v1/me', '/v1/me/two-factor', '/v1/work-orders', '/admin/v1/me'])
      await bearer.get(path).expect(401);
    await bearer.post('/v1/me/two-factor/enrol').expect(401);
    await steps.here.anonymous
      .post('/v1/auth/refresh')
      .send({ refreshToken: token.replace('fptf_', 'fprt_') })
      .expect(401);
    const reset = { token: token.replace('fptf_', 'fppr_'), password: 'seven green umbrellas' };
    await steps.here.anonymous.post('/v1/auth/reset-password').send(reset).expect(401);
  });

  it('is over after five minutes, once it was used, and when the account changed meanwhile', async () => {
    const { app, backupCodes } = await steps.enrolled();
    const late = await steps.pending();
    steps.clock.advance({ minutes: 5 });
    const expectOver = async (token: string, code: string) =>
      expect((await steps.secondStep(token, code).expect(401)).body.code).toBe('auth.invalid_pending_token');
    await expectOver(late, app.code());
    const used = await steps.pending();
    await steps.secondStep(used, app.code()).expect(200);
    await expectOver(used, backupCodes[0]!);
    const before = await steps.pending();
    const admin = await steps.acme.signIn(steps.acme.admin);
    const { body } = await admin.get(`/v1/users/${steps.user.id}`).expect(200);
    await admin.post(`/v1/users/${steps.user.id}/deactivate`).set('If-Match', `"${body.version}"`).expect(200);
    await expectOver(before, backupCodes[1]!);
  });

  it('belongs to its account: no other host, and no token that was made up', async () => {
    const { app } = await steps.enrolled();
    const token = await steps.pending();
    const elsewhere = await provisionTestTenant(steps.here);
    await steps.secondStep(token, app.code()).set('Host', `${elsewhere.slug}.localhost`).expect(401);
    await steps.secondStep(`fptf_${Buffer.alloc(48, 7).toString('base64url')}`, app.code()).expect(401);
    await steps.secondStep(token, app.code()).set('Host', `${steps.acme.slug}.localhost`).expect(200);
  });

  it('says nothing to who does not know the password', async () => {
    await steps.enrolled();
    const { body } = await steps.login({ ...steps.user, password: 'not the password' }).expect(401);
    expect(body.code).toBe('auth.invalid_credentials');
  });
});

describe('a known device', () => {
  it('is known after the second step too, and then gets in though strangers have closed the account', async () => {
    const { app } = await steps.enrolled();
    const { body } = await steps.secondStep(await steps.pending(), app.code()).expect(200);
    const { deviceToken } = body as { deviceToken: string };
    for (let at = 0; at < 10; at += 1) await steps.login({ ...steps.user, password: 'not the password' }).expect(401);
    await steps.login().expect(429);
    const known = { tenant: steps.acme.slug, email: steps.user.email, password: steps.user.password, deviceToken };
    const first = await steps.here.anonymous.post('/v1/auth/login').send(known).expect(403);
    await steps.secondStep(first.body.pendingToken as string, app.code(1)).expect(200);
  });
});

import { TOTP } from 'otpauth';
import type { Clock } from '#libs/kernel';
import type { HttpClient, TestTenant } from '#libs/testing';

const STEP_MILLISECONDS = 30_000;

/** An authenticator app that has scanned a QR code. */
export class Authenticator {
  constructor(
    readonly secret: string,
    private readonly clock: Pick<Clock, 'now'> = { now: () => new Date() },
  ) {}

  /** @param steps from now, such as -1 for the code before */
  code(steps = 0): string {
    const timestamp = this.clock.now().getTime() + steps * STEP_MILLISECONDS;
    return new TOTP({ secret: this.secret }).generate({ timestamp });
  }

  /** Six digits that are the code of no step near. */
  wrongCode(at = 0): string {
    const near = [-2, -1, 0, 1, 2].map((steps) => this.code(steps));
    const wrong = Array.from({ length: 30 }, (_, index) => String(index * 30_011).padStart(6, '0'));
    return wrong.filter((code) => !near.includes(code))[at]!;
  }
}

export interface Enrolled {
  readonly app: Authenticator;
  readonly backupCodes: readonly string[];
}

/** Gives whoever is signed in a second factor. The code of the current step is used then. */
export async function enrol(
  client: HttpClient,
  clock?: Pick<Clock, 'now'>,
  at = '/v1/me/two-factor',
): Promise<Enrolled> {
  const { body } = await client.post(`${at}/enrol`).expect(200);
  const app = new Authenticator(body.secret as string, clock);
  const confirmed = await client.post(`${at}/confirm`).send({ code: app.code() }).expect(200);
  return { app, backupCodes: confirmed.body.backupCodes as string[] };
}

/** Of a new user of the tenant who has a second factor and has given the password. */
export async function pendingToken(tenant: TestTenant): Promise<string> {
  return (await pendingSignIn(tenant)).pendingToken;
}

export async function pendingSignIn(tenant: TestTenant): Promise<{ pendingToken: string; code: string }> {
  const user = await tenant.addUser('employee');
  const { backupCodes } = await enrol(await tenant.signIn(user));
  const { email, password } = user;
  const login = { tenant: tenant.slug, email, password };
  const { body } = await tenant.testApp.anonymous.post('/v1/auth/login').send(login).expect(403);
  return { pendingToken: body.pendingToken as string, code: backupCodes[0]! };
}

import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type Credentials,
  type HttpClient,
  type TestApp,
  type TestTenant,
  type TestUser,
} from '#libs/testing';
import { enrol, type Enrolled } from '../../support/authenticator.js';

/** Two processes with one database, and a user who signs in. */
export class SecondSteps {
  readonly clock: FakeClock;
  user!: TestUser;
  client!: HttpClient;

  private constructor(
    readonly here: TestApp,
    readonly there: TestApp,
    readonly acme: TestTenant,
    clock: FakeClock,
  ) {
    this.clock = clock;
  }

  static async open(): Promise<SecondSteps> {
    const clock = new FakeClock('2025-06-02T08:00:00Z');
    const here = await createTestApp({ clock });
    const { jwt, cursor, encryption } = here.config.secrets;
    const environment = { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
    const there = await createTestApp({ clock, database: here.database, environment });
    return new SecondSteps(here, there, await provisionTestTenant(here), clock);
  }

  async newUser(): Promise<void> {
    await this.here.database.query('delete from public.sign_in_failures');
    this.user = await this.acme.addUser('manager');
    this.client = await this.acme.signIn(this.user);
  }

  alternately(at: number): TestApp {
    return at % 2 ? this.there : this.here;
  }

  login({ email, password }: Credentials = this.user) {
    return this.here.anonymous.post('/v1/auth/login').send({ tenant: this.acme.slug, email, password });
  }

  secondStep(pendingToken: string, code: string, testApp = this.here) {
    return testApp.anonymous.post('/v1/auth/two-factor').send({ pendingToken, code });
  }

  /** The token that the right password is answered. */
  async pending(): Promise<string> {
    const { body, headers } = await this.login().expect(403);
    expect(body).toMatchObject({ code: 'auth.second_step_needed', expiresIn: 300 });
    expect(body).not.toHaveProperty('accessToken');
    expect(headers['cache-control']).toBe('no-store');
    return body.pendingToken as string;
  }

  /** With the code of the current step unused. */
  async enrolled(): Promise<Enrolled> {
    const found = await enrol(this.client, this.clock);
    this.clock.advance({ seconds: 30 });
    return found;
  }
}

export const codesOf = (answers: { status: number; body: { code?: string } }[], status: number) =>
  answers.filter((answer) => answer.status === status).map(({ body }) => body.code);

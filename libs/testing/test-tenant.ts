import { randomBytes } from 'node:crypto';
import { runInContext, runInTenant, type Actor, type TenantRef } from '#libs/request-context';
import { applicationUnderTest } from './application-under-test.js';
import type { HttpClient, TestApp } from './test-app.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface TestUser extends Credentials {
  readonly id: string;
  readonly role: string;
}

/** A tenant of the application under test, with an administrator who can sign in. */
export class TestTenant {
  private readonly clients = new Map<string, Promise<HttpClient>>();

  constructor(
    readonly testApp: TestApp,
    readonly ref: TenantRef,
    readonly admin: Credentials,
  ) {}

  get slug(): string {
    return this.ref.slug;
  }

  /** A client signed in as a user of this role: the administrator, or a user created at the first call. */
  as(role: string): Promise<HttpClient> {
    let client = this.clients.get(role);
    if (!client) {
      client = this.clientFor(role);
      this.clients.set(role, client);
    }
    return client;
  }

  /** Creates another user, who can sign in at once. */
  async addUser(role: string): Promise<TestUser> {
    const user = {
      email: `${role}-${randomBytes(4).toString('hex')}@example.com`,
      password: this.admin.password,
      role,
    };
    const id = await (await applicationUnderTest()).addUser(this.testApp.app, this.ref, user);
    return { ...user, id };
  }

  async signIn({ email, password }: Credentials): Promise<HttpClient> {
    const { accessToken } = await this.tokens({ email, password });
    return this.testApp.withToken(accessToken);
  }

  async tokens({ email, password }: Credentials): Promise<{ accessToken: string; refreshToken: string }> {
    const body = { tenant: this.slug, email, password };
    const response = await this.testApp.anonymous.post('/v1/auth/login').send(body).expect(200);
    return response.body as { accessToken: string; refreshToken: string };
  }

  /** Runs code of the application in this tenant's context, as a job does. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return runInTenant(this.ref, 'test', work);
  }

  /** The same as a request does, as whoever sends it. */
  runAs<T>(actor: Actor, work: () => T, requestId = 'test'): T {
    return runInContext({ requestId, actor, tenant: this.ref }, work);
  }

  private async clientFor(role: string): Promise<HttpClient> {
    return this.signIn(role === 'admin' ? this.admin : await this.addUser(role));
  }
}

/** Uses unique names, because roles belong to the whole server. */
export async function provisionTestTenant(
  testApp: TestApp,
  slug = `t-${randomBytes(5).toString('hex')}`,
): Promise<TestTenant> {
  const admin = { email: `admin@${slug}.example.com`, password: 'correct horse battery staple', role: 'admin' };
  const ref = await (await applicationUnderTest()).provision(testApp.app, slug, admin);
  return new TestTenant(testApp, ref, admin);
}

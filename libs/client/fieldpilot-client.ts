import createClient from 'openapi-fetch';
import type { paths } from './api.generated.js';
import { sendBulk, type BulkOf, type PostBulk } from './bulk.js';
import type { Call } from './operation.js';
import { eachPage, eachRow, type GetPage, type PagesOf, type RowsOf } from './pages.js';
import { ProblemError } from './problem-error.js';
import { withRetries, type RetryPolicy, type Send } from './retries.js';
import type { Login } from './schemas.generated.js';
import { Session, type SessionEvents, type Tokens } from './session.js';
import { update, type AnyCall, type UpdateOf } from './update.js';

export interface ClientOptions extends SessionEvents {
  /** Base address of the API, such as https://acme.fieldpilot.example */
  readonly baseUrl: string;
  /** For a program: sent with each request, so that nobody signs in. Keep it where secrets are kept, never in a browser. */
  readonly apiKey?: string;
  /** Tokens of an earlier sign-in, to continue that session. */
  readonly tokens?: Tokens;
  /** Token from an earlier sign-in on this device: a known device can still sign in while others guess passwords. */
  readonly deviceToken?: string;
  readonly retries?: RetryPolicy;
  /** Used instead of the global `fetch`, for example in tests. */
  readonly fetch?: Send;
}

/**
 * A client whose calls are typed by the API document. A call resolves to `{ data, response }` and throws a ProblemError when the server
 * refuses it. The client refreshes its access token and retries temporary failures by itself.
 */
export class FieldPilotClient {
  readonly GET: Call<'get'>;
  readonly POST: Call<'post'>;
  readonly PUT: Call<'put'>;
  readonly PATCH: Call<'patch'>;
  readonly DELETE: Call<'delete'>;

  /** `for await (const workOrder of client.rows('/v1/work-orders', { params: { query: { status: ['assigned'] } } })) …` */
  readonly rows: RowsOf;
  /** The same list in pages; a later call can continue from the `nextCursor` of any of them. */
  readonly pages: PagesOf;
  /** Reads a resource and patches it with the ETag it had; repeats both when somebody else changed it in between. */
  readonly update: UpdateOf;
  /** Creates several resources in one request and reports the problem of each item that failed. */
  readonly bulk: BulkOf;

  private readonly session: Session;
  private readonly apiKey: string | undefined;
  private readonly send: Send;

  constructor({ baseUrl, apiKey, retries, fetch = (request) => globalThis.fetch(request), ...session }: ClientOptions) {
    this.apiKey = apiKey;
    this.send = withRetries(fetch, retries);
    this.session = new Session((path, body) => this.send(jsonRequest(baseUrl, path, body)), session, session);
    const api = createClient<paths>({
      baseUrl,
      fetch: (request) => this.exchange(request),
      querySerializer: { array: { style: 'form', explode: false } },
    });
    // Our own types replace those of openapi-fetch, whose results may be errors: here errors are thrown.
    this.GET = api.GET as unknown as Call<'get'>;
    this.POST = api.POST as unknown as Call<'post'>;
    this.PUT = api.PUT as unknown as Call<'put'>;
    this.PATCH = api.PATCH as unknown as Call<'patch'>;
    this.DELETE = api.DELETE as unknown as Call<'delete'>;
    this.rows = eachRow.bind(undefined, api.GET as unknown as GetPage) as unknown as RowsOf;
    this.pages = eachPage.bind(undefined, api.GET as unknown as GetPage) as unknown as PagesOf;
    this.update = update.bind(
      undefined,
      api.GET as unknown as AnyCall,
      api.PATCH as unknown as AnyCall,
    ) as unknown as UpdateOf;
    this.bulk = sendBulk.bind(undefined, api.POST as unknown as PostBulk) as unknown as BulkOf;
  }

  /** Store them to continue the session in a later client. Undefined when nobody is signed in. */
  get tokens(): Tokens | undefined {
    return this.session.current;
  }

  /** Store it on this device, also after signing out. */
  get deviceToken(): string | undefined {
    return this.session.deviceToken;
  }

  signIn(credentials: Login): Promise<void> {
    return this.session.signIn(credentials);
  }

  async signOut(): Promise<void> {
    await this.POST('/v1/auth/logout').finally(() => this.session.end());
  }

  private async exchange(request: Request): Promise<Response> {
    if (request.method === 'POST' && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', idempotencyKey());
    const response = await this.sendSignedIn(request);
    if (response.status >= 400) throw await ProblemError.of(response);
    return response;
  }

  private async sendSignedIn(request: Request): Promise<Response> {
    const token = request.headers.has('authorization') ? undefined : await this.credential();
    if (token === undefined) return this.send(request);
    const response = await this.send(withToken(request, token));
    if (response.status !== 401 || this.apiKey !== undefined) return response;
    const another = await this.session.refreshed(token);
    return another === undefined ? response : this.send(withToken(request, another));
  }

  private async credential(): Promise<string | undefined> {
    return this.apiKey ?? (await this.session.accessToken());
  }
}

/** Does not use randomUUID, which browsers offer on https only. */
function idempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function withToken(request: Request, token: string): Request {
  const authorised = request.clone();
  authorised.headers.set('authorization', `Bearer ${token}`);
  return authorised;
}

function jsonRequest(baseUrl: string, path: string, body: object): Request {
  const headers = { 'content-type': 'application/json' };
  return new Request(baseUrl.replace(/\/$/, '') + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

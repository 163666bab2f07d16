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
  /** Where the API is, such as https://acme.fieldpilot.example */
  readonly baseUrl: string;
  /** For a program: sent with each request, so that nobody signs in. Keep it where secrets are kept, never in a browser. */
  readonly apiKey?: string;
  /** Of an earlier sign-in, to go on with it. */
  readonly tokens?: Tokens;
  /** Of an earlier sign-in on this device: what strangers try does not lock it out. */
  readonly deviceToken?: string;
  readonly retries?: RetryPolicy;
  /** Instead of the global one. */
  readonly fetch?: Send;
}

/**
 * The API, typed by its document. Calls answer `{ data, response }` and throw a ProblemError when they are refused. Signed in once, the
 * client stays signed in; what fails in passing is tried again.
 */
export class FieldPilotClient {
  readonly GET: Call<'get'>;
  readonly POST: Call<'post'>;
  readonly PUT: Call<'put'>;
  readonly PATCH: Call<'patch'>;
  readonly DELETE: Call<'delete'>;

  /** `for await (const workOrder of client.rows('/v1/work-orders', { params: { query: { status: ['assigned'] } } })) …` */
  readonly rows: RowsOf;
  /** The same page by page, each with its `nextCursor`, which a later call can go on from. */
  readonly pages: PagesOf;
  /** Reads, changes and sends with the ETag that was read; again when somebody else was first. */
  readonly update: UpdateOf;
  /** Creates many at once and says which item failed with which problem. */
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
    // What may be sent and what comes back is said by our own types: openapi-fetch's leave room for errors, which are thrown here.
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

  /** To be kept for a later client; undefined when nobody is signed in. */
  get tokens(): Tokens | undefined {
    return this.session.current;
  }

  /** To be kept on this device, beyond signing out. */
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

/** Not randomUUID: browsers have that on https alone. */
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

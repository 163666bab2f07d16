import createClient from 'openapi-fetch';
import type { paths } from './api.generated.js';
import type { Call } from './operation.js';
import { eachItem, type PagesOf } from './pages.js';
import { ProblemError } from './problem-error.js';
import { withRetries, type RetryPolicy, type Send } from './retries.js';
import { Session, type Credentials, type Tokens } from './session.js';

export interface ClientOptions {
  /** Where the API is, such as https://acme.fieldpilot.example */
  readonly baseUrl: string;
  /** Of an earlier sign-in, to go on with it. */
  readonly tokens?: Tokens;
  /** Called with the tokens whenever they change, and with undefined when the session is over. */
  readonly onTokens?: (tokens: Tokens | undefined) => void;
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

  /** `for await (const workOrder of client.pages('/v1/work-orders', { params: { query: { status: ['assigned'] } } })) …` */
  readonly pages: PagesOf;

  private readonly session: Session;
  private readonly send: Send;

  constructor({
    baseUrl,
    tokens,
    onTokens = () => undefined,
    retries,
    fetch = (request) => globalThis.fetch(request),
  }: ClientOptions) {
    this.send = withRetries(fetch, retries);
    this.session = new Session((path, body) => this.send(jsonRequest(baseUrl, path, body)), tokens, onTokens);
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
    this.pages = ((path: string, settings?: object) =>
      eachItem(api.GET as unknown as Parameters<typeof eachItem>[0], path, settings)) as unknown as PagesOf;
  }

  /** To be kept for a later client; undefined when nobody is signed in. */
  get tokens(): Tokens | undefined {
    return this.session.current;
  }

  signIn(credentials: Credentials): Promise<void> {
    return this.session.signIn(credentials);
  }

  async signOut(): Promise<void> {
    await this.POST('/v1/auth/logout').finally(() => this.session.end());
  }

  private async exchange(request: Request): Promise<Response> {
    if (request.method === 'POST' && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', crypto.randomUUID());
    const response = await this.sendSignedIn(request);
    if (response.status >= 400) throw await ProblemError.of(response);
    return response;
  }

  private async sendSignedIn(request: Request): Promise<Response> {
    const token = request.headers.has('authorization') ? undefined : await this.session.accessToken();
    if (token === undefined) return this.send(request);
    const response = await this.send(withToken(request, token));
    if (response.status !== 401) return response;
    const another = await this.session.refreshed(token);
    return another === undefined ? response : this.send(withToken(request, another));
  }
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

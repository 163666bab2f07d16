import { provisionTestTenant, type TestApp } from '#libs/testing';
import { answerFaults, problemFaults } from './answer-check.js';
import type { Operation } from './described-api.js';
import type { Answer, RawRequest } from './http-caller.js';
import { pathWith, Stage, type Ids } from './stage.js';

interface ValidCall {
  readonly ids: Ids;
  readonly body: Record<string, unknown> | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

export type Attack = Partial<Pick<RawRequest, 'body' | 'headers'>> & { readonly query?: string; readonly ids?: Ids };

/** Credentials stay as they are, since without a valid one the input would not reach the operation. */
function lostCredential({ access }: Operation, { headers = {} }: Attack, { status }: Answer): boolean {
  return status === 401 && access !== 'public' && !('Authorization' in headers);
}

/** Statuses that no operation documents, since such requests do not reach one. */
const beforeRouting = new Set([404, 413, 414, 415, 431]);

const JSON_TYPE = 'application/json';

/** Calls operations with hostile input, each time in one place only: the rest of the call is valid. */
export class Attacker {
  private readonly calls = new Map<string, ValidCall>();

  private constructor(
    readonly testApp: TestApp,
    readonly stage: Stage,
  ) {}

  /** On a tenant of its own, without limits. */
  static async of(testApp: TestApp, operations: readonly Operation[]): Promise<Attacker> {
    const tenant = await provisionTestTenant(testApp);
    const attacker = new Attacker(testApp, await Stage.of(tenant, 'sample'));
    await testApp.database.query(`update ${tenant.ref.schema}.entitlements set limit_value = null`);
    for (const operation of operations) await attacker.renew(operation);
    return attacker;
  }

  valid({ id }: Operation): ValidCall {
    return this.calls.get(id)!;
  }

  /** @throws Error unless it is refused as a problem, or accepted as documented */
  async attack(operation: Operation, attack: Attack): Promise<Answer> {
    const request = this.requestOf(operation, attack);
    const answer = await this.stage.http.send(request);
    const isDocumented = String(answer.status) in operation.answers || !beforeRouting.has(answer.status);
    // documented, but never correct here: input must not make the server fail, and limits are off
    if (
      answer.status >= 500 ||
      (answer.status === 429 && operation.access !== 'public') ||
      lostCredential(operation, attack, answer)
    )
      throw new Error(`${operation.id} ${request.path.slice(0, 200)}: ${answer.text}`);
    const faults = isDocumented ? answerFaults(operation, request.path, answer) : problemFaults(request.path, answer);
    if (faults.length > 0) throw new Error(`${operation.id} ${request.path.slice(0, 200)}: ${faults.join('; ')}`);
    const isSpent = operation.method !== 'GET' && (answer.status < 300 || answer.status === 412);
    if (isSpent) await this.renew(operation);
    return answer;
  }

  private requestOf(operation: Operation, { ids, query = '', headers = {}, body }: Attack): RawRequest {
    const call = this.valid(operation);
    const sent = body === undefined ? this.validBody(operation) : { type: JSON_TYPE, bytes: body };
    const type = sent && { 'Content-Type': sent.type };
    return {
      method: operation.method,
      path: pathWith(operation.path, ids ?? call.ids) + query,
      headers: { ...call.headers, ...type, ...headers },
      ...(sent && { body: sent.bytes }),
    };
  }

  private validBody(operation: Operation): { readonly type: string; readonly bytes: string | Buffer } | undefined {
    if (!operation.body) return this.stage.form(operation);
    return { type: JSON_TYPE, bytes: JSON.stringify(this.valid(operation).body) };
  }

  /** A row and all else that a successful call needs. */
  async renew(operation: Operation): Promise<void> {
    const { stage } = this;
    // hostile sign-ins must not keep the suite itself from signing in
    if (operation.access === 'public') await this.testApp.database.query('delete from public.sign_in_failures');
    const ids = await stage.target(operation);
    const body = await stage.body(operation);
    const token = (await stage.tokenFor(operation)) ?? stage.token;
    const headers = { Authorization: `Bearer ${token}`, ...(await stage.version(operation, ids)) };
    this.calls.set(operation.id, { ids, body, headers });
  }
}

import fc from 'fast-check';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
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

/** One place of a request and what is put there. */
export interface Case {
  readonly operation: Operation;
  readonly place: string;
  readonly value: string;
  readonly attack: Attack;
}

/** Nobody is a stranger whose credential was left alone; if they were, whatever is thrown at an operation would not get there. */
function lostCredential({ access }: Operation, { headers = {} }: Attack, { status }: Answer): boolean {
  return status === 401 && access !== 'public' && !('Authorization' in headers);
}

/** Statuses that no operation documents: the request does not get as far as one. */
const beforeRouting = new Set([404, 413, 414, 415, 431]);

// Samples differ from run to run. A failure names its seed and what was tried; HOSTILE_SEED=<seed> tries the same again, HOSTILE=all every
// value in every place.
const isExhaustive = process.env['HOSTILE'] === 'all';
const seed = process.env['HOSTILE_SEED'] === undefined ? {} : { seed: Number(process.env['HOSTILE_SEED']) };
const SAMPLE_MS = 6_000;

/** Calls operations in ways that nobody should, each in one respect only: the rest of the call is valid. */
export class Attacker {
  private readonly calls = new Map<string, ValidCall>();

  private constructor(
    readonly testApp: TestApp,
    readonly stage: Stage,
  ) {}

  static async start(): Promise<Attacker> {
    const testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
    const tenant = await provisionTestTenant(testApp);
    const attacker = new Attacker(testApp, await Stage.of(tenant, 'sample'));
    await testApp.database.query(`update ${tenant.ref.schema}.entitlements set limit_value = null`);
    for (const operation of attacker.operations) await attacker.renew(operation);
    return attacker;
  }

  get operations(): readonly Operation[] {
    return this.stage.api.operations;
  }

  valid({ id }: Operation): ValidCall {
    return this.calls.get(id)!;
  }

  /** @throws Error unless it is refused as a problem, or taken as the document says */
  async attack(operation: Operation, attack: Attack): Promise<Answer> {
    const request = this.requestOf(operation, attack);
    const answer = await this.stage.http.send(request);
    const isDocumented = String(answer.status) in operation.answers || !beforeRouting.has(answer.status);
    // Documented, but no answer to this: input makes the server no bad days, and nobody is held back who looks at no door.
    if (
      answer.status >= 500 ||
      (answer.status === 429 && operation.access !== 'public') ||
      lostCredential(operation, attack, answer)
    )
      throw new Error(`${operation.id} ${request.path.slice(0, 200)}: ${answer.text}`);
    const faults = isDocumented ? answerFaults(operation, request.path, answer) : problemFaults(request.path, answer);
    if (faults.length > 0) throw new Error(`${operation.id} ${request.path.slice(0, 200)}: ${faults.join('; ')}`);
    if (answer.status < 300 || answer.status === 412) await this.renew(operation);
    return answer;
  }

  /** Some of the cases, or all of them. */
  attackMany(cases: readonly Case[]): Promise<string[]> {
    return isExhaustive ? this.attackAll(cases) : this.attackSome(cases);
  }

  async attackAll(cases: readonly Case[]): Promise<string[]> {
    const faults: string[] = [];
    for (const each of cases)
      await this.attack(each.operation, each.attack).catch((error: Error) =>
        faults.push(`${show(each)}: ${error.message}`),
      );
    return faults;
  }

  async close(): Promise<void> {
    this.stage.http.close();
    await this.testApp.close();
  }

  private async attackSome(cases: readonly Case[]): Promise<string[]> {
    await assertFor(
      SAMPLE_MS,
      fc.constantFrom(...cases).map((each) => ({ ...each, [fc.toStringMethod]: () => show(each) })),
      async (each) => void (await this.attack(each.operation, each.attack)),
    );
    return [];
  }

  private requestOf(operation: Operation, { ids, query = '', headers = {}, body }: Attack): RawRequest {
    const call = this.valid(operation);
    const sent = body ?? (operation.body && JSON.stringify(call.body));
    const type = sent === undefined ? {} : { 'Content-Type': 'application/json' };
    return {
      method: operation.method,
      path: pathWith(operation.path, ids ?? call.ids) + query,
      headers: { ...call.headers, ...type, ...headers },
      ...(sent !== undefined && { body: sent }),
    };
  }

  /** A row to call it on, and what else a call needs that would succeed. */
  private async renew(operation: Operation): Promise<void> {
    const { stage } = this;
    // What was tried here must not keep the suite itself from signing in.
    if (operation.access === 'public') await this.testApp.database.query('delete from public.sign_in_failures');
    const ids = await stage.target(operation);
    const token = (await stage.tokenFor(operation)) ?? stage.token;
    const headers = { Authorization: `Bearer ${token}`, ...(await stage.version(operation, ids)) };
    this.calls.set(operation.id, { ids, body: await stage.body(operation), headers });
  }
}

/**
 * A property over as many samples as fit into the time, at most 3,000. fast-check's own limit of time would leave the last
 * one running behind the end of the test.
 */
export async function assertFor<T>(
  ms: number,
  samples: fc.Arbitrary<T>,
  attempt: (sample: T) => Promise<void>,
): Promise<void> {
  const end = Date.now() + ms;
  const property = fc.asyncProperty(samples, async (sample) => (Date.now() < end ? attempt(sample) : undefined));
  await fc.assert(property, { numRuns: 3_000, endOnFailure: true, ...seed });
}

function show({ operation, place, value }: Case): string {
  return `${operation.id} ${place} = ${value.slice(0, 100)}`;
}

import { randomUUID } from 'node:crypto';
import { provisionTestTenant } from '#libs/testing';
import { needsVersion, type Operation } from '../api/described-api.js';
import { everyNth } from '../../../support/sampling.js';
import { documented, testEach } from '../api/documented-operations.js';
import type { Answer } from '../api/http-caller.js';
import { recipes } from '../api/recipes/index.js';
import { givesSecret } from '../api/secret-fields.js';
import { Stage, type Call } from '../api/stage.js';
import type { ContractSuite } from './contract-suite.js';

// Fifty equal calls at once, for operations that promise to have their effect once. As they are the same mechanism everywhere, a run tries
// some of the operations, others each day; their number does not grow with that of the routes.

const AT_ONCE = 50;
const OPERATIONS_A_RUN = 40;

/** Those that take an Idempotency-Key. */
export const isKeyed = ({ id, method, access }: Operation): boolean =>
  method === 'POST' && access !== 'public' && !recipes[id]?.ownSession && !recipes[id]?.caller;

const promising = documented.operations.filter((operation) => needsVersion(operation) || isKeyed(operation));
const tried = new Set(everyNth(Math.ceil(promising.length / OPERATIONS_A_RUN), promising));

export const races: ContractSuite = (all, { testApp }) => {
  const operations = all.filter((operation) => tried.has(operation));
  const changing = operations.filter(needsVersion);
  const keyed = operations.filter(isKeyed);
  if (changing.length + keyed.length === 0) return;
  let stage: Stage;
  beforeAll(async () => {
    const tenant = await provisionTestTenant(testApp());
    stage = await Stage.of(tenant, 'sample', AT_ONCE);
    await testApp().database.query(`update ${tenant.ref.schema}.entitlements set limit_value = null`);
  });

  /** A call that would succeed alone. */
  async function callTo(operation: Operation): Promise<Call> {
    const ids = await stage.target(operation);
    return { ids, body: await stage.body(operation), headers: { ...(await stage.version(operation, ids)) } };
  }

  const fifty = (operation: Operation, call: Call): Promise<Answer[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, () => stage.send(operation, call)));

  testEach(
    'one of those who change the same version gets through, all others are told that it is stale',
    changing,
    async (operation) => {
      const statuses = (await fifty(operation, await callTo(operation))).map(({ status }) => status).sort();
      const lost = operation.method === 'DELETE' ? [404, 412] : [412];
      expect(statuses[0]).toBeLessThan(300);
      for (const status of statuses.slice(1)) expect(lost).toContain(status);
    },
  );

  testEach(
    'those who share an Idempotency-Key get one answer, or are told that it is on its way',
    keyed,
    async (operation) => {
      const { headers, ...call } = await callTo(operation);
      const repeated = { ...call, headers: { ...headers, 'Idempotency-Key': randomUUID() } };
      const answers = await fifty(operation, repeated);
      const served = answers.filter(({ status }) => status < 300);
      const waiting = answers.filter(({ json }) => json?.code === 'idempotency.in_flight' || isShownOnce(json));
      expect([served.length > 0, served.length + waiting.length]).toEqual([true, AT_ONCE]);
      const later = await stage.send(operation, repeated);
      if (isShownOnce(later.json)) return expect([givesSecret(operation), served.length]).toEqual([true, 1]);
      expect(later.headers['idempotent-replayed']).toBe('true');
      expect(new Set([...served, later].map(({ status, text }) => `${status} ${withoutKey(text)}`)).size).toBe(1);
      expect(served.filter((answer) => answer.headers['idempotent-replayed'] === undefined)).toHaveLength(1);
    },
  );
};

/** A token that nothing leads to again, for one. */
function isShownOnce(json: { readonly code?: string } | undefined): boolean {
  return json?.code === 'idempotency.reply_lost';
}

/** What is shown once is not in the answers to repetitions. */
function withoutKey(text: string): string {
  return text.replace(/"(key|secret)":"(?:fp_live_|whsec_)[\w+/=]+"/, '"$1":null');
}

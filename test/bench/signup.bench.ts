import type { INestApplicationContext } from '@nestjs/common';
import { runAsSystem } from '#libs/request-context';
import { createWorker } from '../../src/boot/application.js';
import { SpareSchemaService } from '../../src/contexts/tenancy/spares/application/spare-schema.service.js';
import type { Bench, BenchRun } from './bench.js';
import { adminPassword, addTenant, productConfig, signIn, startProduct } from './product.js';
import { resultOf } from './result.js';
import { inTurns, milliseconds } from './turns.js';

const boundless = Object.fromEntries(
  ['RATE_LIMIT_NETWORK', 'SIGN_UP_LIMIT_NETWORK', 'SIGN_UP_LIMIT_DOMAIN'].map((name) => [name, '1000000/60']),
);
/** Requests that are not measured, since the first of a process load what later ones find. */
const WARM_UP = 3;

/** Posts as a client does, one request at a time. */
async function post(port: number, path: string, body: object, token?: string): Promise<void> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`${path}: ${await response.text()}`);
  await response.text();
}

/** Sees to it that one spare lies ready, which the next sign-up takes. */
async function spareKeeper(run: BenchRun): Promise<() => Promise<void>> {
  const server = await run.server();
  const config = productConfig(server, { SPARE_SCHEMAS: '1' });
  const app: INestApplicationContext = await createWorker({ config, urls: server.urls });
  run.defer(() => app.close());
  const spares = app.get(SpareSchemaService, { strict: false });
  return () => runAsSystem('bench', () => spares.keep());
}

export const signup: Bench = {
  about:
    'a sign-up over HTTP, with a spare schema and without, against a plain create with a password: a user of an account',
  measure: async (run) => {
    const server = await run.server();
    const keepOne = await spareKeeper(run);
    const { port, close } = await startProduct(server, { ...boundless, ROLE: 'api' });
    run.defer(close);
    const tenant = await run.withProduct((app) => addTenant(app, 'signup'));
    const token = await signIn(port, tenant);
    let count = 0;
    const account = () => ({ email: `person-${(count += 1)}@company-${count}.example`, password: adminPassword });
    const signUp = () =>
      post(port, '/v1/signup', { companyName: `Company ${count}`, slug: `company-${count}`, ...account() });
    const addUser = () => post(port, '/v1/users', { role: 'technician', ...account() }, token);
    const contenders = {
      withSpare: () => keepOne().then(() => milliseconds(signUp)),
      withoutSpare: () => milliseconds(signUp),
      floor: () => milliseconds(addUser),
    };
    await inTurns(WARM_UP, contenders);
    const { withSpare, withoutSpare, floor } = await inTurns(run.number(40, 20, 2), contenders);
    return [
      resultOf('sign-up, spare', 'ms', { product: withSpare, floor }),
      resultOf('sign-up, no spare', 'ms', { product: withoutSpare, floor }),
    ];
  },
};

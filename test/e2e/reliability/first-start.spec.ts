import { jest } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '#libs/testing';
import { startProduct, stopProduct, type ProductProcess } from '../tenancy/product-process.js';

// What a script that waits for the start can rely on: readiness, the file of sign-ins, and the output.

// processes start several times slower while others do
jest.setTimeout(180_000);

interface SignIn {
  readonly email: string;
  readonly password: string;
}
interface SignIns {
  readonly operator: SignIn;
  readonly tenants: readonly { readonly slug: string; readonly users: readonly SignIn[] }[];
}

let dataDir: string;
let product: ProductProcess | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-first-'));
  // when root runs this, the server runs under another account, which must be able to enter the folder
  chmodSync(dataDir, 0o711);
});
afterEach(async () => {
  if (product) await stopProduct(product);
  rmSync(dataDir, { recursive: true, force: true });
});

/** For tests that need it before the process prints it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(): Promise<string> {
  const port = await freePort();
  product = startProduct({ FIELDPILOT_DATA: dataDir, FIELDPILOT_DEMO: 'on', PORT: String(port) });
  void product.ended.then(({ stderr }) => stderr && process.stderr.write(stderr));
  return `http://127.0.0.1:${port}`;
}

const signInsFile = () => join(dataDir, 'demo-credentials.json');

function storedSignIns(): SignIns | undefined {
  try {
    return JSON.parse(readFileSync(signInsFile(), 'utf8')) as SignIns;
  } catch {
    return undefined;
  }
}

const patience = { timeoutMs: 120_000 };

const signInsAppear = (): Promise<SignIns> => waitUntil(async () => storedSignIns(), patience);

/** One of each tenant: a sign-in takes a while by design. */
function firstOf({ operator, tenants }: SignIns): SignIns {
  return { operator, tenants: tenants.map(({ slug, users }) => ({ slug, users: users.slice(0, 1) })) };
}

/** Of /health/ready, each when it changed, until it is 200. */
async function statusesUntilReady(address: string): Promise<number[]> {
  const statuses: number[] = [];
  await waitUntil(async () => {
    const status = await statusOf(address);
    if (status && status !== statuses.at(-1)) statuses.push(status);
    return status === 200;
  }, patience);
  return statuses;
}

const statusOf = (address: string): Promise<number | undefined> =>
  fetch(`${address}/health/ready`).then(
    ({ status }) => status,
    () => undefined,
  );

const firstStatus = (address: string): Promise<number> => waitUntil(() => statusOf(address), patience);

async function statusesOfAll(address: string, { operator, tenants }: SignIns): Promise<Set<number>> {
  const post = async (path: string, body: object): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
  const statuses = [await post('/admin/v1/auth/login', operator)];
  for (const { slug, users } of tenants)
    for (const { email, password } of users)
      statuses.push(await post('/v1/auth/login', { tenant: slug, email, password }));
  return new Set(statuses);
}

it('on an empty folder is ready, and has the file, when the sign-ins of the demo work; a later one too', async () => {
  const address = await start();
  const [statuses, atOnce] = await Promise.all([
    statusesUntilReady(address),
    signInsAppear().then((signIns) => statusesOfAll(address, signIns)),
  ]);
  expect(statuses).toEqual([503, 200]);
  expect(atOnce).toEqual(new Set([200]));
  expect(await product!.ready).toBe(address);
  const signIns = storedSignIns()!;
  await stopProduct(product!);

  const again = await start();
  expect((await statusesUntilReady(again)).at(-1)).toBe(200);
  expect(await statusesOfAll(again, firstOf(signIns))).toEqual(new Set([200]));
  expect(storedSignIns()).toMatchObject({ operator: signIns.operator, tenants: signIns.tenants });
});

it('that was killed over the demo is gone on with by the next one', async () => {
  const first = await start();
  expect(await firstStatus(first)).toBe(503);
  expect(storedSignIns()).toBeUndefined();
  await stopProduct(product!, 'SIGKILL');

  const address = await start();
  expect((await statusesUntilReady(address)).at(-1)).toBe(200);
  expect(await statusesOfAll(address, firstOf(storedSignIns()!))).toEqual(new Set([200]));
});

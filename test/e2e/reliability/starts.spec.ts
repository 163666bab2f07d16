import { jest } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { cleanUp, newFolder, query, start as startServer } from '../../embedded-postgres/embedded-fixture.js';
import { startProduct, stopProduct, type ProductProcess } from '../tenancy/product-process.js';

// processes start several times slower while others do
jest.setTimeout(120_000);

let admin: string;
const running: ProductProcess[] = [];

beforeAll(async () => {
  admin = (await startServer(newFolder())).url;
  await query({ url: admin }, `create role alice login createrole password 'a'`);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((product) => stopProduct(product)));
});
afterAll(cleanUp);

/** A process with a data folder of its own on this database of the server. */
function start(database: string): ProductProcess {
  const url = new URL(admin);
  Object.assign(url, { username: 'alice', password: 'a', pathname: `/${database}` });
  const product = startProduct({ FIELDPILOT_DATA: newFolder(), DATABASE_URL: url.href });
  running.push(product);
  return product;
}

const makeDatabase = (name: string) => query({ url: admin }, `create database ${name} owner alice`);

it('of several installations on one server at the same time succeed, or fail with one line that gives the reason', async () => {
  await makeDatabase('shared');
  await makeDatabase('other');
  const products = ['shared', 'shared', 'other'].map(start);
  const starts = await Promise.allSettled(products.map(({ ready }) => ready));
  expect(starts.map(({ status }) => status)).toContain('fulfilled');
  for (const [index, { status }] of starts.entries()) {
    if (status === 'fulfilled') continue;
    const { code, stderr } = await products[index]!.ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^Another installation uses [^\n]* Set DATABASE_PLATFORM_URL [^\n]*\n$/),
    });
  }
});

it('continues when the database was lost meanwhile', async () => {
  await makeDatabase('flickering');
  // nobody uses the logins any more
  await query({ url: admin }, 'comment on role fp_app is null; comment on role fp_platform is null');
  const product = start('flickering');
  let isOver = false;
  const over = (): boolean => (isOver = true);
  void product.ready.then(over, over);
  const cutOrOver = async () => isOver || (await cutAll('flickering')) > 0;
  for (let cut = 0; cut < 10; cut++) await waitUntil(cutOrOver, { timeoutMs: 90_000, what: 'a connection or the end' });
  const address = await product.ready;
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  expect(await stopProduct(product)).toMatchObject({ code: 0 });
});

async function cutAll(database: string): Promise<number> {
  const text = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}' and usename = 'alice'`;
  return (await query({ url: admin }, text)).rowCount ?? 0;
}

import { jest } from '@jest/globals';
import { isAlive, postmasterOf } from '../tenancy/product-process.js';
import { whileCrashing, type Crash } from './crashed-database.js';
import { useProduct, type ProductInUse } from './product-in-use.js';

// processes start several times slower while others do
jest.setTimeout(120_000);

let use: ProductInUse | undefined;

beforeAll(async () => {
  use = await useProduct();
});

it.each<Crash>(['a killed backend', 'a killed postmaster', 'terminated backends'])(
  'survives %s: refuses until the database is back, and keeps every write that it confirmed',
  async (crash) => {
    const seen = await whileCrashing(use!, [crash]);
    expect(seen).toMatchObject({ unexpected: [], lost: 0 });
    expect(seen.unhealthyFor).toBeLessThan(2_000);
    expect(use!.product.child.exitCode).toBeNull();
  },
);

it('stops the server that it started again', async () => {
  const server = postmasterOf(use!.dataDir)!;
  expect(isAlive(server)).toBe(true);
  const { code } = await use!.close();
  use = undefined;
  expect({ code, isAlive: isAlive(server) }).toEqual({ code: 0, isAlive: false });
});

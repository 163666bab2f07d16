import { whileCrashing, type Crash } from './crashed-database.js';
import { useProduct, type ProductInUse } from './product-in-use.js';

const ROUNDS = 20;

let use: ProductInUse | undefined;

beforeAll(async () => {
  use = await useProduct();
});

it.each<Crash>(['a killed backend', 'a killed postmaster', 'terminated backends'])(
  'survives %s again and again',
  async (crash) => {
    const seen = await whileCrashing(use!, Array<Crash>(ROUNDS).fill(crash));
    const { unhealthyFor, refused, written } = seen;
    process.stdout.write(
      `${crash}, ${ROUNDS} rounds: ${written} writes, ${refused} refused, at most ${Math.round(unhealthyFor)} ms from the server's return until healthy\n`,
    );
    expect(seen).toMatchObject({ unexpected: [], lost: 0 });
    expect(unhealthyFor).toBeLessThan(2_000);
    expect(use!.product.child.exitCode).toBeNull();
  },
);

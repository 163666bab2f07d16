import { whileFrozen } from './frozen-database.js';
import { useProduct, type ProductInUse } from './product-in-use.js';

let use: ProductInUse | undefined;

beforeAll(async () => {
  use = await useProduct();
});

it('bears a PostgreSQL that is frozen for half a minute, again and again', async () => {
  for (let round = 1; round <= 3; round++) {
    const { slowest, healthyAfter, refused, ...seen } = await whileFrozen(use!, 30);
    process.stdout.write(
      `round ${round}: slowest ${Math.round(slowest)} ms, ${refused} refused, healthy ${Math.round(healthyAfter)} ms after\n`,
    );
    expect(seen).toEqual({ health: { live: 200, ready: 503 }, odd: [], unexpected: [], lost: 0 });
    expect(slowest).toBeLessThan(5_000);
    expect(healthyAfter).toBeLessThan(2_000);
  }
});

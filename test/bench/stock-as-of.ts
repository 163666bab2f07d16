import { deepStrictEqual } from 'node:assert';
import type pg from 'pg';
import type { BenchRun } from './bench.js';
import { resultOf, type BenchResult } from './result.js';
import { inSchema, type BenchServer } from './server.js';
import { inTurns, milliseconds } from './turns.js';

interface Stockroom {
  readonly server: BenchServer;
  readonly schema: string;
  readonly token: string;
  readonly port: number;
}

// A movement a minute, each second one at the van, until now.
const insertMovements = `insert into inventory_transactions (id, part_id, location_id, transaction_type, quantity, unit_price, total_cost, created_at)
  select uuidv7(), $1, (array(select id from stock_locations order by is_default desc, id limit 2))[1 + n % 2], 'purchase', 1, 2.5, 2.5,
    now() - make_interval(mins => $2::int - n)
  from generate_series(1, $2::int) as n`;
const insertPart = `insert into inventory_parts (id, part_number, name, quantity_in_stock, stock_value)
  values (uuidv7(), 'MOVED-OFTEN', 'Moved often', $1::int, $1::int * 2.5) returning id`;
const insertStock = `insert into inventory_stock (part_id, location_id, quantity, value)
  select part_id, location_id, sum(quantity), sum(total_cost) from inventory_transactions where part_id = $1 group by part_id, location_id`;
const bare = `select location_id, sum(quantity)::int as quantity, sum(total_cost) as value from inventory_transactions
  where part_id = $1 and created_at < $2 group by location_id`;

async function fillMovements(client: pg.Client, movements: number): Promise<string> {
  const { rows } = await client.query<{ id: string }>(insertPart, [movements]);
  const { id } = rows[0]!;
  // without the check of each foreign key, which takes most of the time
  await client.query('set session_replication_role = replica');
  await client.query(insertMovements, [id, movements]);
  await client.query('reset session_replication_role');
  await client.query(insertStock, [id]);
  await client.query('vacuum analyze inventory_transactions');
  return id;
}

/** The stock of one part as of the middle of its movements, over HTTP against the bare sum. */
export async function stockAsOf(run: BenchRun, { server, schema, token, port }: Stockroom): Promise<BenchResult> {
  const movements = run.number(1_000_000, 200_000, 1_000);
  return inSchema(server, schema, async (client) => {
    const id = await fillMovements(client, movements);
    const at = new Date(Date.now() - (movements / 2) * 60_000).toISOString();
    const url = `http://127.0.0.1:${port}/v1/parts/${id}/stock?at=${at}`;
    const ask = async () => (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json();
    const sum = async () => (await client.query<{ quantity: number }>(bare, [id, at])).rows;
    const quantities = (rows: readonly { quantity: number }[]) => rows.map(({ quantity }) => quantity).toSorted();
    const { locations } = (await ask()) as { locations: { quantity: number }[] };
    deepStrictEqual(quantities(locations), quantities(await sum()));
    const contenders = { product: () => milliseconds(ask), floor: () => milliseconds(sum) };
    await inTurns(2, contenders);
    return resultOf(
      `stock as of a date, ${movements} movements`,
      'ms',
      await inTurns(run.number(21, 11, 3), contenders),
    );
  });
}

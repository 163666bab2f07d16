// An issue as it is usually written: a conditional UPDATE of the stock and an INSERT into the ledger. The best way is one named statement.
import { uuidv7 } from '#libs/kernel';
import { poolOf, serve, settings, type FloorSettings } from './floor-server.js';

export interface StockFloorSettings extends FloorSettings {
  readonly isBest: boolean;
  readonly userId: string;
}

const given = settings<StockFloorSettings>();
const pool = poolOf(given);

const take = `update inventory_parts set quantity_in_stock = quantity_in_stock - $2, updated_at = now()
  where id = $1 and quantity_in_stock >= $2 returning unit_price`;
const columns = 'id, part_id, transaction_type, quantity, unit_price, total_cost, performed_by, created_at';
const book = `insert into inventory_transactions (${columns})
  values ($1, $2, 'usage', -$3::int, $4::numeric, -$3::int * $4::numeric, $5, now()) returning ${columns}`;
const atOnce = `with taken as (${take})
  insert into inventory_transactions (${columns})
  select $3, $1, 'usage', -$2::int, unit_price, -$2::int * unit_price, $4, now() from taken returning ${columns}`;

interface Issue {
  readonly Params: { readonly id: string };
  readonly Body: { readonly quantity: number };
}

async function inOneStatement(id: string, quantity: number): Promise<unknown> {
  const values = [id, quantity, uuidv7(), given.userId];
  return (await pool.query({ name: 'issue', text: atOnce, values })).rows[0];
}

async function inOneTransaction(id: string, quantity: number): Promise<unknown> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ unit_price: string }>(take, [id, quantity]);
    const [part] = rows;
    const booked = part && (await client.query(book, [uuidv7(), id, quantity, part.unit_price, given.userId])).rows[0];
    await client.query('commit');
    return booked;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

await serve(given, (app) => {
  app.post<Issue>('/v1/parts/:id/issue', async ({ params, body }, reply) => {
    const booked = await (given.isBest ? inOneStatement : inOneTransaction)(params.id, body.quantity);
    reply.code(booked ? 201 : 409);
    return booked ?? {};
  });
});

// Serves the reads of the product without the product: it sends the statements that were recorded and returns their rows unchanged. The
// usual variant sends unnamed statements and parses times to Dates; the best one uses named statements and leaves times as text.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { isoUtc } from '../../../libs/database/statements/iso-time.js';
import { poolOf, serve, settings, type FloorSettings } from './floor-server.js';
import type { Recording } from './recording.js';

export interface ReplaySettings extends FloorSettings {
  readonly isBest: boolean;
  /** The file with the recording. */
  readonly recording: string;
  readonly pageSize: number;
}

const given = settings<ReplaySettings>();
const recording = JSON.parse(readFileSync(given.recording, 'utf8')) as Recording;
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.NUMERIC, Number);
if (given.isBest) types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, isoUtc);
const pool = poolOf(given, types);

async function rowsFor(url: string): Promise<Record<string, unknown>[]> {
  let rows: Record<string, unknown>[] = [];
  for (const { name, text, values } of recording[url]!.statements) {
    const query = { text, values: [...values], ...(given.isBest && name !== undefined && { name }) };
    rows = (await pool.query<Record<string, unknown>>(query)).rows;
  }
  return rows;
}

function page(rows: readonly Record<string, unknown>[]) {
  const data = rows.length > given.pageSize ? rows.slice(0, given.pageSize) : rows;
  const last = rows.length > given.pageSize ? data.at(-1) : undefined;
  const nextCursor = last && Buffer.from(JSON.stringify([last['cursor_key'], last['cursor_id']])).toString('base64url');
  return { data, nextCursor: nextCursor ?? null };
}

await serve(given, (app) => {
  app.get('/v1/*', async ({ url }) => {
    const rows = await rowsFor(url);
    return recording[url]!.isList ? page(rows) : rows[0]!;
  });
});

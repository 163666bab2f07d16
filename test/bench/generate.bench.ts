import { deepStrictEqual } from 'node:assert';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { JobRunner } from '#libs/jobs';
import type { Bench, BenchRun } from './bench.js';
import { fillSchedules, makeDue, written } from './due-schedules.js';
import { generateOnly, generateWithRecords } from './floors/generation.sql.js';
import { addTenant } from './product.js';
import { resultOf } from './result.js';
import { inTurns, milliseconds } from './turns.js';

async function tenants(run: BenchRun, app: INestApplicationContext, client: pg.Client): Promise<string[]> {
  const schemas: string[] = [];
  for (let number = 1; number <= run.number(200, 20, 2); number += 1) {
    const { schema } = await addTenant(app, `plant-${number}`);
    schemas.push(schema);
    await fillSchedules(client, schema, run.number(500, 500, 20));
  }
  return schemas;
}

/** Generates for one tenant after another, each in one message and one transaction. */
async function inOneSession(client: pg.Client, schemas: readonly string[], statements: string): Promise<void> {
  for (const schema of schemas) await client.query(`begin; set local search_path to ${schema}; ${statements}; commit`);
}

export const generate: Bench = {
  about:
    'work orders of all due schedules of all tenants, against INSERT … SELECT of the same rows and UPDATE per tenant in one session; best: the work orders alone',
  measure: async (run) => {
    const { superuserUrl } = await run.server();
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    const measured = await run.withProduct(async (app) => {
      const schemas = await tenants(run, app, client);
      const runner = app.get(JobRunner, { strict: false });
      const rows = run.number(500, 500, 20) * schemas.length;
      const all = { tasks: rows, maintenance_occurrences: rows, task_history: rows, audit_logs: rows, outbox: rows };
      const measure = (work: () => Promise<unknown>, expected: object) => async () => {
        await makeDue(client, schemas);
        const duration = await milliseconds(work);
        deepStrictEqual(await written(client, schemas), expected);
        return duration / 1_000;
      };
      return inTurns(run.number(3, 3, 1), {
        product: measure(() => runner.tick(), all),
        floor: measure(() => inOneSession(client, schemas, generateWithRecords), all),
        best: measure(() => inOneSession(client, schemas, generateOnly), {
          ...all,
          maintenance_occurrences: 0,
          task_history: 0,
          audit_logs: 0,
          outbox: 0,
        }),
      });
    });
    await client.end();
    return [resultOf('generate', 's', measured)];
  },
};

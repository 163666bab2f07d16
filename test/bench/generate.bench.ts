import { deepStrictEqual } from 'node:assert';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { JobRunner } from '#libs/jobs';
import type { Bench, Setting } from './bench.js';
import { fillSchedules, makeDue, written } from './due-schedules.js';
import { generateOnly, generateWithRecords } from './floors/generation.sql.js';
import { addTenant } from './product.js';
import { resultOf } from './result.js';
import { inTurns, milliseconds } from './turns.js';

async function tenants(setting: Setting, app: INestApplicationContext, client: pg.Client): Promise<string[]> {
  const schemas: string[] = [];
  for (let number = 1; number <= setting.number(200, 20, 2); number += 1) {
    const { schema } = await addTenant(app, `plant-${number}`);
    schemas.push(schema);
    await fillSchedules(client, schema, setting.number(500, 500, 20));
  }
  return schemas;
}

/** All tenants one after another, each in one message and one transaction. */
async function inOneSession(client: pg.Client, schemas: readonly string[], statements: string): Promise<void> {
  for (const schema of schemas) await client.query(`begin; set local search_path to ${schema}; ${statements}; commit`);
}

export const generate: Bench = {
  about:
    'work orders of all due schedules of all tenants, against INSERT … SELECT of the same rows and UPDATE per tenant in one session; best: the work orders alone',
  run: async (setting) => {
    const { superuserUrl } = await setting.server();
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    const measured = await setting.withProduct(async (app) => {
      const schemas = await tenants(setting, app, client);
      const runner = app.get(JobRunner, { strict: false });
      const rows = setting.number(500, 500, 20) * schemas.length;
      const all = { tasks: rows, maintenance_occurrences: rows, task_history: rows, audit_logs: rows, outbox: rows };
      const measure = (work: () => Promise<unknown>, expected: object) => async () => {
        await makeDue(client, schemas);
        const duration = await milliseconds(work);
        deepStrictEqual(await written(client, schemas), expected);
        return duration / 1_000;
      };
      return inTurns(setting.number(3, 3, 1), {
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

import type { Bench } from './bench.js';
import { comparisonOf } from './comparison.js';
import { fillOtherTables } from './fill-other-tables.js';
import type { Route } from './routes.js';
import { load, request } from './load.js';
import { resultOf, type BenchResult } from './result.js';
import { startFloors } from './routes.bench.js';
import { inSchema } from './server.js';
import { inTurns } from './turns.js';

/** A year by month unless the query says otherwise. */
const queries = [
  'pm-compliance',
  'pm-compliance?bucket=week',
  'mttr',
  'planned-ratio',
  'first-time-fix',
  'backlog',
  'costs',
  'costs-by-facility',
  'costs-by-equipment',
  'technician-load',
  'response-times',
  'reliability-by-equipment',
  'reliability-by-facility',
  'reliability-by-model',
];

/** A report keeps a core of the database busy: more at once would measure its queue. */
const AT_ONCE = 1;

export const reports: Bench = {
  about: 'every report over a year of 100,000 work orders, against bare Fastify + pg with the same statement',
  measure: async (run) => {
    const comparison = await comparisonOf(run);
    await inSchema(comparison.server, comparison.schema, (client) =>
      fillOtherTables(client, run.number(5_000, 5_000, 100)),
    );
    const routes = queries.map((query): Route => ({ template: query, isList: false, paths: [`/v1/reports/${query}`] }));
    const ports = await startFloors(run, comparison, routes);
    const results: BenchResult[] = [];
    for (const { template, paths } of routes) {
      const asked = [request('GET', paths[0]!, comparison.token)];
      const measure = (port: number, seconds: number) => async () =>
        (await load(port, seconds, asked, AT_ONCE)).perSecond;
      const contenders = (seconds: number) => ({
        product: measure(ports.product, seconds),
        floor: measure(ports.floor, seconds),
        best: measure(ports.best, seconds),
      });
      await inTurns(1, contenders(run.number(1, 0.2, 0.05)));
      results.push(
        resultOf(template, 'requests/s', await inTurns(run.number(5, 3, 1), contenders(run.number(2, 0.5, 0.05)))),
      );
    }
    return results;
  },
};

import { assertAgreement, type Question } from './agreement.js';
import { comparisonOf, type Ids } from './comparison.js';
import type { Bench } from './bench.js';
import { request, requestsPerSecond } from './load.js';
import { resultOf } from './result.js';
import { inTurns } from './turns.js';

export type Questions = (ids: Ids) => Question[];

/** Measures requests per second of each case, product and floors in turns, after comparing their responses to the first requests. */
function httpBench(about: string, cases: Readonly<Record<string, Questions>>): Bench {
  return {
    about,
    measure: async (run) => {
      const comparison = await comparisonOf(run);
      const results = [];
      for (const [name, questions] of Object.entries(cases)) {
        const asked = questions(comparison.ids);
        for (const question of asked.slice(0, 10)) await assertAgreement(comparison, question);
        const requests = asked.map(({ method, path, body }) => request(method, path, comparison.token, body));
        const measure = (port: number, seconds: number) => () => requestsPerSecond(port, seconds, requests);
        const contenders = (seconds: number) => ({
          product: measure(comparison.ports.product, seconds),
          floor: measure(comparison.ports.floor, seconds),
          best: measure(comparison.ports.best, seconds),
        });
        await inTurns(1, contenders(run.number(4, 1, 0.05)));
        const measured = await inTurns(run.number(5, 4, 1), contenders(run.number(4, 2, 0.1)));
        results.push(resultOf(name, 'requests/s', measured));
      }
      return results;
    },
  };
}

export const pages: Questions = ({ technicians }) =>
  technicians.map((id) => ({
    method: 'GET',
    path: `/v1/work-orders?limit=50&sort=dueAt&status=assigned,in_progress,on_hold&assigneeId=${id}`,
  }));

export const single: Questions = ({ workOrders }) =>
  workOrders.map((id) => ({ method: 'GET', path: `/v1/work-orders/${id}` }));

export const create =
  (isAssigned: boolean): Questions =>
  ({ equipment, technicians }) =>
    equipment.map((equipmentId, index) => ({
      method: 'POST',
      path: '/v1/work-orders',
      body: {
        title: 'Replace the door drive',
        description: 'The doors of the car stop half open on the third floor. The drive was noisy for weeks.',
        type: 'repair',
        priority: 'high',
        equipmentId,
        ...(isAssigned && { assigneeId: technicians[index % technicians.length] }),
        dueAt: '2030-11-25T16:00:00.000Z',
        estimatedHours: 1.5,
      },
    }));

const against = 'against bare Fastify + pg: the usual way, and the best known';

export const list = httpBench(
  `a page of 50 work orders of one technician out of 100,000, filtered and sorted, ${against}`,
  {
    list: pages,
  },
);
export const get = httpBench(`one work order by its id, ${against}`, { get: single });
export const createWorkOrder = httpBench(`one work order with history, audit and outbox row, ${against}`, {
  create: create(false),
  'create, assigned': create(true),
});

import type { INestApplicationContext } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import {
  defineOperation,
  operationEntities,
  OperationRunner,
  OperationsService,
  OperationsModule,
  RunsOperation,
  type OperationHandler,
  type OperationRun,
} from '#libs/operations';
import { runInTenant } from '#libs/request-context';
import { SignalsModule } from '#libs/signals';
import { waitUntil } from '#libs/testing';
import { createBackgroundDatabase, startBackground, type BackgroundDatabase } from './background-app.js';

type Input = { name: string };
type Result = { done: string };
type Run = OperationRun<Result>;

const sums = defineOperation<Input, Result>('sums.add');
const traps = defineOperation<Input, Result>('traps.set', { timeLimitSeconds: 0.3 });

const behaviour: Record<string, (run: Run) => Promise<Result>> = {
  throws: () => Promise.reject(new Error('poison')),
  hangs: () => new Promise(() => undefined),
};
const seen: Run[] = [];

@RunsOperation(sums)
class AddSums implements OperationHandler<Input, Result> {
  run({ name }: Input, run: Run): Promise<Result> {
    seen.push(run);
    return behaviour[name]?.(run) ?? Promise.resolve({ done: name });
  }
}

@RunsOperation(traps)
class SetTraps extends AddSums {}

const options = {
  role: 'worker',
  modules: [SignalsModule, OperationsModule],
  entities: operationEntities.tenant,
} as const;

let background: BackgroundDatabase;
let app: INestApplicationContext;

beforeAll(async () => {
  background = await createBackgroundDatabase(5);
  app = await startBackground(background, [AddSums, SetTraps], options);
});
beforeEach(async () => {
  for (const { schema } of background.tenants) await background.database.query(`delete from ${schema}.operations`);
  await app.get(OperationRunner).idle();
  seen.length = 0;
});

/** Makes "waits" wait until it is released, or its run is stopped. */
function waits(): () => void {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  behaviour['waits'] = async (run) => {
    await released;
    await run.checkpoint(50);
    return { done: 'all' };
  };
  return release;
}

const tenant = (n: number) => background.tenants[n]!;

function start(n: number, name: string, kind = sums, process = app): Promise<string> {
  const begin = () => process.get(OperationsService).start(kind, { name });
  return runInTenant(tenant(n), 'test', async () => (await begin()).id);
}

async function row(n: number, id: string) {
  const [found] = await background.database.query<{
    status: string;
    attempts: number;
    result: unknown;
    error: { code: string };
  }>(`select status, attempts, result, error from ${tenant(n).schema}.operations where id = $1`, [id]);
  return found!;
}

const hasEnded = (n: number, id: string, status = 'succeeded') =>
  waitUntil(async () => (await row(n, id)).status === status, { what: status });

describe('operations', () => {
  it('are taken up as soon as they are committed, and not at all when they are not', async () => {
    await hasEnded(0, await start(0, 'quick'));
    const undone = runInTenant(tenant(0), 'test', () =>
      app.get(UnitOfWork).transactional(async () => {
        await app.get(OperationsService).start(sums, { name: 'undone' });
        throw new Error('no after all');
      }),
    );
    await expect(undone).rejects.toThrow('no after all');
    await hasEnded(0, await start(0, 'quick'));
    expect(seen).toHaveLength(2);
  });

  it('that hang or fail stop no others, neither of their tenant nor of another', async () => {
    const bad = [await start(0, 'throws'), await start(0, 'hangs', traps), await start(0, 'hangs', traps)];
    bad.push(await start(0, 'throws'), await start(0, 'hangs', traps));
    const good = await Promise.all([start(1, 'a'), start(1, 'b'), start(0, 'c')]);
    await Promise.all(good.map((id, index) => hasEnded(index === 2 ? 0 : 1, id)));
    for (const id of bad) expect((await row(0, id)).status).not.toBe('succeeded');
  });

  it('that take too long every time are given up with an error of their own', async () => {
    const id = await start(1, 'hangs', traps);
    await waitUntil(async () => (await row(1, id)).attempts === 1 && (await row(1, id)).status === 'queued');
    await background.database.query(
      `update ${tenant(1).schema}.operations set attempts = 4, due_at = now() where id = $1`,
      [id],
    );
    await start(1, 'next');
    await hasEnded(1, id, 'failed');
    expect((await row(1, id)).error).toMatchObject({ code: 'operation.out_of_time' });
    expect(seen.find((run) => run.id === id)!.signal.aborted).toBe(true);
  });

  it('run two at once for a tenant and eight for a process, however many look for them at the same time', async () => {
    const release = waits();
    const runner = app.get(OperationRunner);
    for (const { schema } of background.tenants)
      await background.database.query(
        `insert into ${schema}.operations (kind, status, input) select 'sums.add', 'queued', '{"name":"waits"}' from generate_series(1, 5)`,
      );
    const look = () => background.tenants.map((one) => runInTenant(one, 'test', () => runner.startDue(one)));
    await Promise.all([...look(), ...look(), ...look()]);
    const running = await Promise.all(
      background.tenants.map(async ({ schema }) => {
        const [row] = await background.database.query<{ count: number }>(
          `select count(*)::int from ${schema}.operations where status = 'running'`,
        );
        return row!.count;
      }),
    );
    expect(running.sort()).toEqual([0, 2, 2, 2, 2]);
    release();
  });

  it('stay with their process for as long as they take', async () => {
    const release = waits();
    const id = await start(0, 'waits');
    const until = async () =>
      (
        await background.database.query<{ due_at: Date }>(
          `select due_at from ${tenant(0).schema}.operations where id = $1`,
          [id],
        )
      )[0]!.due_at;
    await waitUntil(() => Promise.resolve(seen.length === 1));
    const first = await until();
    await waitUntil(async () => (await until()) > first);
    release();
    await hasEnded(0, id);
    expect(await row(0, id)).toMatchObject({ attempts: 1 });
  });

  it('are taken over by another process when theirs stops, which counts as no attempt', async () => {
    await app.close();
    const leaving = await startBackground(background, [AddSums, SetTraps], options);
    const release = waits();
    const id = await start(0, 'waits', sums, leaving);
    await waitUntil(() => Promise.resolve(seen.length === 1));
    app = await startBackground(background, [AddSums, SetTraps], options);
    await leaving.close();
    await waitUntil(() => Promise.resolve(seen.length === 2));
    release();
    await hasEnded(0, id);
    expect(await row(0, id)).toMatchObject({ attempts: 1, result: { done: 'all' } });
  });

  it('of a kind that nobody handles, or two do, keep the application from starting', async () => {
    await expect(startBackground(background, [AddSums], options)).rejects.toThrow(
      'No handler for these operations: traps.set',
    );
    @RunsOperation(traps)
    class OtherTraps extends AddSums {}
    await expect(startBackground(background, [AddSums, SetTraps, OtherTraps], options)).rejects.toThrow(
      'Two handlers run "traps.set"',
    );
  });
});

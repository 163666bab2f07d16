import type { INestApplicationContext } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { OutboxRelay, Subscribes, type Subscriber } from '#libs/events';
import { JobRunner } from '#libs/jobs';
import { runInTenant, type TenantRef } from '#libs/request-context';
import { waitUntil } from '#libs/testing';
import {
  createBackgroundDatabase,
  startBackground,
  Team,
  teamRenamed,
  type BackgroundDatabase,
} from './background-app.js';

@Subscribes(teamRenamed, 'test.subscriber')
class TestSubscriber implements Subscriber<object> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

let background: BackgroundDatabase;
let app: INestApplicationContext;
let busy: TenantRef;

beforeAll(async () => {
  background = await createBackgroundDatabase(2);
  [busy] = background.tenants as [TenantRef, TenantRef];
  app = await startBackground(background, [TestSubscriber]);
});
beforeEach(() => query('delete from tenant.outbox; delete from tenant.inbox; delete from public.tenant_wakeups'));

const query = <R extends object>(text: string, values: unknown[] = []) =>
  background.database.query<R & Record<string, unknown>>(text.replaceAll('tenant.', `${busy.schema}.`), values);
const count = async (table: string) => (await query(`select from ${table}`)).length;
const wakeups = () =>
  query<{ tenant_id: string; days: number }>(
    `select tenant_id, round(extract(epoch from due_at - now()) / 86400)::int as days
   from public.tenant_wakeups where kind = 'delivered_events'`,
  );
/** As if everything had happened so many days earlier, and the job were due. */
async function days(passed: number): Promise<void> {
  const shifted = (column: string) => `${column} = ${column} - make_interval(days => ${passed})`;
  await query(`update tenant.outbox set ${['occurred_at', 'delivered_at', 'dead_at'].map(shifted).join(', ')}`);
  await query(`update tenant.inbox set ${shifted('processed_at')}`);
  await query(`update public.tenant_wakeups set due_at = now() where kind = 'delivered_events'`);
}

async function renamed(name: string): Promise<void> {
  await runInTenant(busy, 'test', async () => {
    const team = Team.named('new');
    team.rename(name);
    await app.get(UnitOfWork).commit(team);
  });
  await app.get(OutboxRelay).drain(busy);
}

describe('delivered events', () => {
  it('go after a week with the notes of who has had them; a tenant where nothing happens has no look planned', async () => {
    await renamed('old');
    expect(await waitUntil(async () => (await wakeups()).length > 0 && wakeups())).toEqual([
      { tenant_id: busy.id, days: 7 },
    ]);
    await days(8);
    await renamed('new');
    await app.get(JobRunner).tick();
    expect([await count('tenant.outbox'), await count('tenant.inbox')]).toEqual([1, 1]);
    expect(await wakeups()).toEqual([{ tenant_id: busy.id, days: 7 }]);
    await days(8);
    await app.get(JobRunner).tick();
    expect([await count('tenant.outbox'), await count('tenant.inbox')]).toEqual([0, 0]);
    expect(await wakeups()).toEqual([]);
  });

  it('stay while they wait for another attempt or are dead letters, together with the records of their deliveries', async () => {
    await renamed('dead');
    await query(
      'update tenant.outbox set delivered_at = null, dead_at = now(); update tenant.inbox set processed_at = now()',
    );
    await plan();
    await days(30);
    await app.get(JobRunner).tick();
    expect([await count('tenant.outbox'), await count('tenant.inbox')]).toEqual([1, 1]);
    expect(await wakeups()).toEqual([{ tenant_id: busy.id, days: 1 }]);
  });

  it('go in batches, however many there are', async () => {
    await query(`insert into tenant.outbox (aggregate_type, aggregate_id, event_type, payload, occurred_at, delivered_at)
      select 'team', gen_random_uuid(), 'team.renamed', '{}', now(), now() from generate_series(1, 2500)`);
    await query(`insert into tenant.inbox select 'test.subscriber', id, now() from tenant.outbox`);
    await plan();
    await days(8);
    await app.get(JobRunner).tick();
    expect([await count('tenant.outbox'), await count('tenant.inbox')]).toEqual([0, 0]);
  });

  const plan = () =>
    query(`insert into public.tenant_wakeups values ($1, 'delivered_events', now()) on conflict do nothing`, [busy.id]);
});

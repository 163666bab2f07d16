import type { INestApplicationContext } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { OutboxRelay, Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant, runInTenant } from '#libs/request-context';
import { waitUntil } from '#libs/testing';
import {
  createBackgroundDatabase,
  startBackground,
  Team,
  teamRenamed,
  type BackgroundDatabase,
} from './background-app.js';

const heard: string[] = [];
let hanging: Promise<void> | undefined;
let atOnce = 0;
let mostAtOnce = 0;

@Subscribes(teamRenamed, 'test.subscriber', { addsOnly: true })
class TestSubscriber implements Subscriber<{ name: string }> {
  constructor(private readonly db: TenantDb) {}

  async handle({ payload: { name } }: DomainEvent<{ name: string }>): Promise<void> {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    if (name === 'hangs') await hanging;
    else await this.db.batch({ text: 'select pg_sleep(0.02)::text', values: [], writes: false });
    atOnce -= 1;
    heard.push(`${currentTenant().slug} ${name}`);
  }
}

let background: BackgroundDatabase;
let app: INestApplicationContext;

beforeAll(async () => {
  background = await createBackgroundDatabase(8);
  app = await startBackground(background, [TestSubscriber]);
});
beforeEach(() => {
  heard.length = mostAtOnce = 0;
});

const slugs = (from: number, to: number) => background.tenants.slice(from, to).map(({ slug }) => slug);

async function renamed(from: number, to: number, name: string): Promise<void> {
  for (const tenant of background.tenants.slice(from, to))
    await runInTenant(tenant, 'test', async () => {
      const team = Team.named('new');
      team.rename(name);
      await app.get(UnitOfWork).commit(team);
    });
}

/** The tenants whose event was delivered, once these are among them. */
const hear = (from: number, to: number, name: string) =>
  waitUntil(() => Promise.resolve(slugs(from, to).every((slug) => heard.includes(`${slug} ${name}`))), { what: name });

describe('the outboxes of many tenants', () => {
  it('are emptied by a quarter of the connections, however many tenants have events', async () => {
    await renamed(0, 8, 'usual');
    await Promise.all(background.tenants.map((tenant) => app.get(OutboxRelay).drain(tenant)));
    await hear(0, 8, 'usual');
    expect(mostAtOnce).toBe(1);
  });

  it('are emptied although those of others hang: at first with a delay, then with none', async () => {
    let goOn = (): void => undefined;
    hanging = new Promise((resolve) => (goOn = resolve));
    const took = async (name: string): Promise<number> => {
      await renamed(0, 3, 'hangs');
      const since = performance.now();
      await renamed(3, 8, name);
      await hear(3, 8, name);
      return performance.now() - since;
    };
    const first = await took('first');
    // a slow machine affects both measurements
    expect(await took('second')).toBeLessThan(first);
    goOn();
    for (const { schema } of background.tenants)
      await background.database.query(`update ${schema}.outbox set next_attempt_at = now()`);
    await Promise.all(background.tenants.map((tenant) => app.get(OutboxRelay).drain(tenant)));
    await hear(0, 3, 'hangs');
  });

  it('are served while one has very many events', async () => {
    const { schema } = background.tenants[0]!;
    await background.database.query(`insert into ${schema}.outbox (aggregate_type, aggregate_id, event_type, payload)
      select 'team', gen_random_uuid(), 'team.renamed', '{"name": "much"}' from generate_series(1, 150)`);
    app.get(OutboxRelay).drainSoon(background.tenants[0]!);
    await waitUntil(() => Promise.resolve(heard.length > 3));
    await renamed(1, 8, 'beside');
    await hear(1, 8, 'beside');
    expect(heard.filter((line) => line.endsWith('much')).length).toBeLessThan(100);
    await waitUntil(() => Promise.resolve(heard.filter((line) => line.endsWith('much')).length === 150));
  });
});

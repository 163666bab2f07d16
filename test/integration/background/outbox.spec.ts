import type { INestApplicationContext } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { UnitOfWork } from '#libs/database';
import { EventHandler, OutboxRelay, OutboxSweep, Subscribes, type Subscriber } from '#libs/events';
import { uuidv7, type DomainEvent } from '#libs/kernel';
import { runInTenant, runOutside, type TenantRef } from '#libs/request-context';
import { waitUntil } from '#libs/testing';
import {
  createBackgroundDatabase,
  startBackground,
  Team,
  teamRenamed,
  type BackgroundDatabase,
} from './background-app.js';

interface Renamed {
  name: string;
}

/** Fails for names that contain it, as often as they say. */
const failures = new Map<string, number>();
const heard: string[] = [];
/** Waits for names that say so, and what became of these runs. */
let hanging: Promise<void>;
const late: unknown[] = [];

@Subscribes(teamRenamed, 'test.listener')
class Listener implements Subscriber<Renamed> {
  async handle({ payload }: DomainEvent<Renamed>): Promise<void> {
    heard.push(payload.name);
  }
}

@Subscribes(teamRenamed, 'test.copier', { addsOnly: true })
class Copier implements Subscriber<Renamed> {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async handle({ payload }: DomainEvent<Renamed>): Promise<void> {
    await this.unitOfWork.commit(Team.named(`copy of ${payload.name}`));
    const left = failures.get(payload.name) ?? 0;
    failures.set(payload.name, left - 1);
    if (payload.name.startsWith('hangs')) {
      await hanging;
      late.push(await this.unitOfWork.commit(Team.named('late')).catch((error: Error) => error.message));
    }
    if (left > 0) throw new Error('not yet');
  }
}

let background: BackgroundDatabase;
let app: INestApplicationContext;
let tenant: TenantRef;

beforeAll(async () => {
  background = await createBackgroundDatabase(1);
  [tenant] = background.tenants as [TenantRef];
  app = await startBackground(background, [Listener, Copier]);
});
beforeEach(() => {
  heard.length = 0;
  failures.clear();
});

const query = <R extends object>(text: string, values: unknown[] = []) =>
  background.database.query<R & Record<string, unknown>>(text.replaceAll('tenant.', `${tenant.schema}.`), values);
const copies = async (name: string) => (await query(`select from tenant.teams where name = 'copy of ${name}'`)).length;
const pending = async () =>
  (await query('select from tenant.outbox where delivered_at is null and dead_at is null')).length;
const allDelivered = () => waitUntil(async () => (await pending()) === 0, { what: 'an empty outbox' });
const drain = () => app.get(OutboxRelay).drain(tenant);
const retryNow = () => query('update tenant.outbox set next_attempt_at = now()');

async function renamed(...names: string[]): Promise<Team> {
  return runInTenant(tenant, 'test', async () => {
    const team = Team.named('new');
    for (const name of names) {
      team.rename(name);
      await app.get(UnitOfWork).commit(team);
    }
    return team;
  });
}

/** As by a process that died after its commit. */
const strandEvents = (names: string[]) =>
  query(
    `insert into tenant.outbox (aggregate_type, aggregate_id, event_type, payload)
     select 'team', gen_random_uuid(), 'team.renamed', jsonb_build_object('name', name) from unnest($1::text[]) as name`,
    [names],
  );

describe('the outbox', () => {
  it('delivers the events of a commit to each subscriber, in order, once', async () => {
    await renamed('a1', 'a2', 'a3');
    await allDelivered();
    expect(heard).toEqual(['a1', 'a2', 'a3']);
    expect(await Promise.all(['a1', 'a2', 'a3'].map(copies))).toEqual([1, 1, 1]);
  });

  it('writes neither event nor audit row of a change that was rolled back', async () => {
    const before = await query('select from tenant.outbox');
    const work = runInTenant(tenant, 'test', () =>
      app.get(UnitOfWork).transactional(async () => {
        const team = Team.named('x');
        team.rename('never');
        await app.get(UnitOfWork).commit(team);
        throw new Error('given up');
      }),
    );
    await expect(work).rejects.toThrow('given up');
    expect(await query('select from tenant.outbox')).toHaveLength(before.length);
    expect(await query(`select from tenant.audit_logs where changes::text like '%never%'`)).toHaveLength(0);
  });

  it('audits each commit with actor and values', async () => {
    const team = await renamed('audited');
    await allDelivered();
    const rows = await query<{ action: string; actor_name: string; changes: unknown }>(
      `select action, actor_name, changes from tenant.audit_logs where resource_id = '${team.id}' and resource_type = 'team'`,
    );
    expect(rows).toMatchObject([{ action: 'create', actor_name: 'test', changes: { after: { name: 'audited' } } }]);
  });

  it('undoes what a failing subscriber did, repeats it, and lets the other subscriber go on meanwhile', async () => {
    failures.set('b1', 2);
    await renamed('b1', 'b2');
    await waitUntil(async () => heard.includes('b2'));
    await drain();
    expect(heard).toEqual(['b1', 'b2']);
    expect([await copies('b1'), await copies('b2')]).toEqual([0, 0]);
    for (let n = 0; n < 2; n += 1) {
      await retryNow();
      await drain();
    }
    await allDelivered();
    expect(heard).toEqual(['b1', 'b2']);
    expect([await copies('b1'), await copies('b2')]).toEqual([1, 1]);
  });

  it('moves an event to the dead letters after the maximum of attempts, and continues with the next', async () => {
    failures.set('c1', 1_000);
    await renamed('c1', 'c2');
    await waitUntil(async () => {
      await retryNow();
      await drain();
      return (await pending()) === 0;
    });
    const dead = await query<{ attempts: number; last_error: string }>(
      'select attempts, last_error from tenant.outbox where dead_at is not null',
    );
    expect(dead).toMatchObject([{ attempts: 12, last_error: 'test.copier: not yet' }]);
    expect([await copies('c1'), await copies('c2')]).toEqual([0, 1]);
  });

  it('has each effect once when several processes deliver at the same time', async () => {
    const others = await Promise.all([1, 2, 3].map(() => startBackground(background, [Listener, Copier])));
    const names = Array.from({ length: 40 }, (_, n) => `d${n}`);
    await Promise.all(names.map((name) => renamed(name)));
    await Promise.all([app, ...others].map((process) => process.get(OutboxRelay).drain(tenant)));
    await allDelivered();
    expect(await Promise.all(names.map(copies))).toEqual(names.map(() => 1));
    await Promise.all(others.map((process) => process.close()));
  });
});

describe('events that came together', () => {
  const named = (prefix: string) => Array.from({ length: 40 }, (_, n) => `${prefix}${n}`);
  const transactions = async () =>
    (await query(`select distinct xmin::text from tenant.inbox where subscriber = 'test.copier'`)).length;
  beforeEach(() => query('delete from tenant.inbox'));

  it('reach a subscriber that only adds rows in one transaction', async () => {
    await strandEvents(named('l'));
    await drain();
    expect(await Promise.all(named('l').map(copies))).toEqual(named('l').map(() => 1));
    expect(await transactions()).toBe(1);
  });

  it('reach it one by one where one of them fails, which alone is tried again', async () => {
    failures.set('m7', 2);
    await strandEvents(named('m'));
    await drain();
    expect(await Promise.all(named('m').map(copies))).toEqual(named('m').map((name) => (name === 'm7' ? 0 : 1)));
    expect(await transactions()).toBe(39);
    await retryNow();
    await drain();
    expect([await copies('m7'), await pending()]).toEqual([1, 0]);
  });
});

describe('an event that waits for another try', () => {
  /** Fails so often that the next attempt is far in the future. */
  const failLong = async (name: string): Promise<void> => {
    failures.set(name, 1_000);
    await renamed(name);
    await waitUntil(
      async () => (await query('select from tenant.outbox where attempts = 1 and delivered_at is null')).length > 0,
    );
    await query(
      'update tenant.outbox set attempts = 6, next_attempt_at = now() where attempts = 1 and delivered_at is null',
    );
    await drain();
  };
  afterEach(() => query('update tenant.outbox set delivered_at = now() where delivered_at is null'));

  it('does not delay events of other aggregates', async () => {
    await failLong('f1');
    await renamed('f2');
    expect(await waitUntil(async () => heard.includes('f2'), { timeoutMs: 600 })).toBe(true);
  });

  it('is not looked at again and again because others wait behind it', async () => {
    failures.set('g1', 1_000);
    await renamed('g1', 'g2');
    await waitUntil(
      async () => (await query('select from tenant.outbox where attempts = 1 and delivered_at is null')).length > 0,
    );
    await query(`update tenant.outbox set next_attempt_at = now() + interval '1 hour' where attempts = 1`);
    expect(await drain()).toBeGreaterThan(3_500_000);
  });

  it('keeps its tenant announced, so that another process finds it when this one dies', async () => {
    await failLong('h1');
    await query(`update public.outbox_leases set until = now() - interval '1 second'`);
    await app.get(OutboxSweep).sweep();
    expect(await query(`select from public.outbox_leases where until > now() + interval '10 minutes'`)).toHaveLength(1);
  });
});

describe('a subscriber that hangs', () => {
  it('is given up for the others, and can write nothing any more when it comes back', async () => {
    let goOn = (): void => undefined;
    hanging = new Promise((resolve) => (goOn = resolve));
    Object.assign(app.get(EventHandler), { timeLimitMilliseconds: 200 });
    await renamed('hangs');
    await renamed('k1');
    await waitUntil(async () => heard.includes('k1') && (await copies('k1')) === 1);
    Object.assign(app.get(EventHandler), { timeLimitMilliseconds: 30_000 });
    const [failed] = await query<{ last_error: string }>(
      'select last_error from tenant.outbox where attempts = 1 and delivered_at is null',
    );
    expect(failed).toEqual({ last_error: 'test.copier: it did not end within 0.2 s' });
    await query('update tenant.outbox set delivered_at = now() where delivered_at is null');
    goOn();
    await waitUntil(async () => late.length > 0);
    // once with others, once alone
    expect(new Set(late)).toEqual(new Set(['The transaction of this statement has ended.']));
    expect(await query(`select from tenant.teams where name = 'late'`)).toHaveLength(0);
  });
});

describe('the sweep', () => {
  it('goes on with the next tenant when one cannot be served', async () => {
    const broken = { ...tenant, id: uuidv7(), slug: 'broken', schema: 'tenant_that_is_gone' };
    background.tenants.unshift(broken);
    const columns = [broken.id, broken.schema, broken.slug, broken.slug];
    await query('insert into tenants (id, schema_name, name, slug) values ($1, $2, $3, $4)', columns);
    await query(
      `insert into public.outbox_leases values (gen_random_uuid(), '${broken.id}', now() - interval '1 hour')`,
    );
    await strandEvent('i1');
    expect(await app.get(OutboxSweep).sweep()).toBe(1);
    expect(heard).toContain('i1');
    expect(await app.get(OutboxSweep).sweep()).toBe(0);
    background.tenants.shift();
  });

  const strandEvent = async (name: string): Promise<void> => {
    await strandEvents([name]);
    await query(
      `insert into public.outbox_leases values (gen_random_uuid(), '${tenant.id}', now() - interval '1 second')`,
    );
  };

  it('delivers what a process that died left behind, and then forgets its lease', async () => {
    await strandEvent('e1');
    expect(await app.get(OutboxSweep).sweep()).toBe(1);
    expect(heard).toContain('e1');
    expect(await query('select from public.outbox_leases where until < now()')).toHaveLength(0);
    expect(await app.get(OutboxSweep).sweep()).toBe(0);
  });

  it('finds a lease for every tenant with events on the way, written before they are committed', async () => {
    await query('delete from public.outbox_leases');
    const second = await startBackground(background, [Listener, Copier]);
    await runInTenant(tenant, 'test', async () => {
      const team = Team.named('leased');
      const seen = () => app.get(EntityManager).findOne(Team, team.id);
      team.rename('leased');
      await second.get(UnitOfWork).transactional(async () => {
        await second.get(UnitOfWork).commit(team);
        expect(await query('select from public.outbox_leases where until > now()')).toHaveLength(1);
        expect(await runOutside(() => runInTenant(tenant, 'test', seen))).toBeNull();
      });
    });
    await allDelivered();
    await second.close();
  });
});

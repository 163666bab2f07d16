import fc from 'fast-check';
import { jest } from '@jest/globals';
import { waitUntil, type HttpClient } from '#libs/testing';
import { WorkOrderSite } from './work-order-site.js';
import { runs } from '../../support/sampling.js';

// Does what docs/synchronising.md recommends to integrators, while others write.

jest.setTimeout(120_000);

type Row = Record<string, unknown> & { readonly id: string; readonly updatedAt: string };

/** Changes with the time alone, or belongs to another resource. */
const ownFields = ({ isOverdue: _, assigneeName: __, equipmentName: ___, ...fields }: Row) => fields;

async function readAll(client: HttpClient, query: Record<string, string>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const asked = new URLSearchParams({ ...query, ...(cursor && { cursor }) });
    const { body } = await client.get(`/v1/work-orders?${asked.toString()}`).expect(200);
    rows.push(...(body.data as Row[]));
    cursor = body.nextCursor as string | null;
  }
  return rows;
}

/** First reads everything, then what has changed since the latest known change, less the overlap. */
class Copy {
  readonly rows = new Map<string, Row>();
  private latest: string | undefined;

  constructor(
    private readonly client: HttpClient,
    private readonly overlapMs: number,
  ) {}

  async catchUp(): Promise<void> {
    const since = this.latest && new Date(Date.parse(this.latest) - this.overlapMs).toISOString();
    const query = { sort: 'updatedAt', limit: '7', ...(since && { updatedAfter: since }) };
    for (const row of await readAll(this.client, query)) {
      this.rows.set(row.id, row);
      if (!this.latest || row.updatedAt > this.latest) this.latest = row.updatedAt;
    }
  }

  get content(): unknown[] {
    return byId([...this.rows.values()]);
  }
}

const byId = (rows: Row[]) => rows.map(ownFields).sort((a, b) => (a.id < b.id ? -1 : 1));

let site: WorkOrderSite;
beforeEach(async () => (site = await WorkOrderSite.open(site?.testApp)));
afterAll(() => site.close());

const table = () => `${site.tenant.ref.schema}.tasks`;
const everything = async () => byId(await readAll(site.manager, { limit: '100' }));

/** Ids of as many work orders. */
async function madeWorkOrders(count: number): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push((await site.created()).id);
  return made;
}

/** Writes in a transaction that stays open for so long. */
const changeSlowly = (id: string, title: string, milliseconds: number) =>
  site.testApp.database.query(
    `with changed as (update ${table()} set title = $2, version = version + 1, updated_at = now() where id = $1 returning id)
     select pg_sleep($3) from changed`,
    [id, title, milliseconds / 1_000],
  );

const isSleeping = async () =>
  (
    await site.testApp.database.query(`select from pg_stat_activity
    where datname = current_database() and wait_event = 'PgSleep'`)
  ).length > 0;

const SLOWEST_MS = 400;
const acts = ['assign', 'start', 'hold', 'resume', 'complete', 'reopen', 'cancel'] as const;
const step = fc.oneof(
  fc.record({ does: fc.constant('add' as const) }),
  fc.record({ does: fc.constant('edit' as const), at: fc.nat(), title: fc.uuid() }),
  fc.record({ does: fc.constant('act' as const), at: fc.nat(), verb: fc.constantFrom(...acts) }),
  fc.record({ does: fc.constant('slow' as const), at: fc.nat(), title: fc.uuid(), ms: fc.nat(SLOWEST_MS) }),
);
type Step = (typeof step extends fc.Arbitrary<infer T> ? T : never) & object;

async function take(given: Step, ids: string[]): Promise<void> {
  if (given.does === 'add') return void ids.push((await site.created()).id);
  const id = ids[given.at % ids.length]!;
  if (given.does === 'slow') return void (await changeSlowly(id, given.title, given.ms));
  const { body } = await site.manager.get(`/v1/work-orders/${id}`).expect(200);
  if (given.does === 'edit')
    await site.manager.patch(`/v1/work-orders/${id}`).set('If-Match', `"${body.version}"`).send({ title: given.title });
  // refused where the state or another writer forbids it
  else await site.act(id, given.verb, body.version, bodyOf(given.verb));
}

function bodyOf(verb: (typeof acts)[number]): object {
  if (verb === 'assign') return { assigneeId: site.technician.id };
  if (verb === 'complete') return { workPerformed: 'Oiled' };
  return verb === 'start' || verb === 'resume' ? {} : { reason: 'Somebody said so' };
}

describe('a client that keeps a copy as documented', () => {
  it('has exactly what there is, whatever is written meanwhile and however long transactions take', async () => {
    const writers = fc.array(fc.array(step, { minLength: 8, maxLength: 16 }), { minLength: 4, maxLength: 4 });
    const property = fc.asyncProperty(writers, async (plans) => {
      const ids = await madeWorkOrders(12);
      const copy = new Copy(site.manager, 2 * SLOWEST_MS + 500);
      let isWriting = true;
      const writing = Promise.all(
        plans.map(async (steps) => {
          for (const each of steps) await take(each, ids);
        }),
      ).finally(() => (isWriting = false));
      while (isWriting) await copy.catchUp();
      await writing;
      await copy.catchUp();
      expect(copy.content).toEqual(await everything());
    });
    await fc.assert(property, { numRuns: runs(2), endOnFailure: true });
  });

  it('needs the overlap: what is committed late lies before what was seen', async () => {
    const [slow, quick] = (await madeWorkOrders(2)) as [string, string];
    const [careless, careful] = [new Copy(site.manager, 0), new Copy(site.manager, 5_000)];
    const both = async () => [await careless.catchUp(), await careful.catchUp()];
    await both();
    const late = changeSlowly(slow, 'Committed late', 1_500);
    await waitUntil(isSleeping, { what: 'a transaction that goes on' });
    await changeSlowly(quick, 'Committed at once', 0);
    await both();
    await late;
    await both();
    expect(careless.rows.get(slow)!['title']).not.toBe('Committed late');
    expect(careful.content).toEqual(await everything());
  });

  it('loses none of many that changed at one time, nor of those within one millisecond', async () => {
    await madeWorkOrders(30);
    await site.testApp.database.query(`update ${table()} set updated_at = timestamptz '2026-11-22T10:00:00.123456Z'
      + (case when id::text < (select id::text from ${table()} order by id offset 15 limit 1) then interval '0' else interval '321 microseconds' end)`);
    const copy = new Copy(site.manager, 0);
    await copy.catchUp();
    expect(copy.rows.size).toBe(30);
    const [{ updatedAt }] = [...copy.rows.values()] as [Row];
    const since = (time: string) => readAll(site.manager, { limit: '7', sort: 'updatedAt', updatedAfter: time });
    expect(await since(updatedAt)).toHaveLength(30);
    expect(await since('2026-11-22T10:00:00.123777Z')).toHaveLength(30);
    expect(await since('2026-11-22T10:00:00.124Z')).toEqual([]);
    const until = (time: string) => readAll(site.manager, { limit: '7', sort: '-updatedAt', updatedBefore: time });
    expect(await until(updatedAt)).toEqual([]);
    expect(await until('2026-11-22T10:00:00.124Z')).toHaveLength(30);
  });

  it('sees no more by this way than by any other', async () => {
    const [own, ofOthers] = (await madeWorkOrders(2)) as [string, string];
    await site.through(own, ['assign', { assigneeId: site.technician.id }]);
    const copy = new Copy(site.technician.client, 5_000);
    await copy.catchUp();
    expect([...copy.rows.keys()]).toEqual([own]);
    await site.through(ofOthers, ['assign', { assigneeId: site.technician.id }]);
    await copy.catchUp();
    expect(copy.content).toEqual(byId(await readAll(site.technician.client, {})));
    expect(copy.rows.size).toBe(2);
  });
});

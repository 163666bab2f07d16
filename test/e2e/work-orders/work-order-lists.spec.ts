import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
let team: string;
let elsewhere: string;

// The title of each row describes it.
beforeAll(async () => {
  site = await WorkOrderSite.open();
  team = await site.team(site.technician.id);
  elsewhere = await site.facility();
  await site.created({ title: 'Low', priority: 'low', type: 'inspection', dueAt: '2026-01-10T00:00:00Z' });
  await site.created({
    title: 'Critical',
    priority: 'critical',
    description: 'The brakes of the hoist squeal',
    dueAt: '2099-01-01T00:00:00Z',
  });
  await site.created({ title: 'Team', teamId: team, dueAt: '2026-01-05T00:00:00Z' });
  await site.created({ title: 'Bob', assigneeId: site.technician.id, priority: 'high' });
  await site.created({
    title: 'Elsewhere',
    description: 'Follows from WO-2020-41, as agreed',
    equipmentId: null,
    facilityId: elsewhere,
  });
  const done = await site.created({ title: 'Done', dueAt: '2026-01-01T00:00:00Z' });
  await site.through(done.id, ['start'], ['complete', { workPerformed: 'Oiled' }]);
  const { schema } = site.tenant.ref;
  const days = all.map((title, day) => `('${title}', ${day + 1})`).join();
  await site.testApp.database.query(
    `update ${schema}.tasks t set created_at = make_timestamptz(2026, 1, day, 9, 0, 0, 'UTC') from (values ${days}) as d (title, day) where t.title = d.title`,
  );
  await site.testApp.database.query(
    `update ${schema}.tasks set completed_at = '2026-03-01T12:00:00Z' where title = 'Done'`,
  );
});

const year = new Date().getUTCFullYear();
const all = ['Low', 'Critical', 'Team', 'Bob', 'Elsewhere', 'Done'];

describe('GET /v1/work-orders', () => {
  it.each([
    ['sort=createdAt', all],
    ['', [...all].reverse()],
    ['sort=dueAt', ['Done', 'Team', 'Low', 'Critical', 'Bob', 'Elsewhere']],
    ['sort=-dueAt', ['Elsewhere', 'Bob', 'Critical', 'Low', 'Team', 'Done']],
    ['sort=-priority&limit=2', ['Critical', 'Bob']],
    ['sort=priority&limit=1', ['Low']],
    ['sort=status&limit=2', ['Team', 'Bob']],
    ['status=assigned&sort=createdAt', ['Team', 'Bob']],
    ['status=new,completed&sort=dueAt&limit=2', ['Done', 'Low']],
    ['priority=high,critical&sort=createdAt', ['Critical', 'Bob']],
    ['type=inspection', ['Low']],
    ['dueBefore=2026-01-10T00:00:00Z&sort=dueAt', ['Done', 'Team']],
    ['dueAfter=2026-01-10T00:00:00Z&sort=dueAt', ['Low', 'Critical']],
    ['dueAfter=2026-01-02T00:00:00Z&dueBefore=2026-01-06T01:00:00%2B02:00', ['Team']],
    ['createdBefore=2026-01-03T09:00:00Z&sort=createdAt', ['Low', 'Critical']],
    ['createdAfter=2026-01-05T10:00:00%2B01:00', ['Done', 'Elsewhere']],
    ['createdAfter=2026-01-03T00:00:00Z&createdBefore=2026-01-04T09:00:00Z', ['Team']],
    ['completedAfter=2026-03-01T12:00:00Z', ['Done']],
    ['completedAfter=2026-03-01T12:00:00.001Z', []],
    ['completedBefore=2026-03-01T12:00:00Z', []],
    ['completedBefore=2026-03-01T12:00:00.001Z&sort=completedAt', ['Done']],
    ['sort=-completedAt&limit=1', ['Done']],
    ['overdue=true&sort=dueAt', ['Team', 'Low']],
    ['overdue=false&sort=createdAt', ['Critical', 'Bob', 'Elsewhere', 'Done']],
    ['q=brake hoist', ['Critical']],
    ['q=squealing -hoist', []],
    ['q=critical&status=completed', []],
    [`workOrderNumber=WO-${year}-2`, ['Critical']],
    [`workOrderNumber=wo-${year}-2`, ['Critical']],
    [`workOrderNumber=${year}-2`, ['Critical']],
    [`workOrderNumber=WO-${year}-2&status=completed`, []],
    ['workOrderNumber=Critical', []],
    [`q=wo-${year}-3`, ['Team']],
    [`q=${year}-3`, ['Team']],
    ['q=WO-2020-41', ['Elsewhere']],
  ])('?%s', async (query, expected) => {
    expect(await site.titles(query)).toEqual(expected);
  });

  it('narrows by assignees and places', async () => {
    expect(await site.titles(`assigneeId=${site.technician.id}`)).toEqual(['Bob']);
    expect(await site.titles(`teamId=${team}`)).toEqual(['Team']);
    expect(await site.titles(`facilityId=${elsewhere}`)).toEqual(['Elsewhere']);
    expect(await site.titles(`equipmentId=${site.equipmentId}&status=completed`)).toEqual(['Done']);
  });

  it.each([
    'status=done',
    'status=',
    'overdue=true&overdue=true',
    'overdue=yes',
    'dueBefore=tomorrow',
    'completedAfter=yesterday',
    'assigneeId=bob',
    'sort=title',
    'sort=--dueAt',
    'expand=tenant',
    'cursor=abc',
    'limit=0',
    'limit=ten',
    'colour=red',
  ])('refuses ?%s', async (query) => {
    const { body } = await site.manager.get(`/v1/work-orders?${query}`).expect(400);
    expect(body).toMatchObject({ status: 400, code: expect.stringMatching(/^request\./) });
  });

  it.each(['dueAt', '-dueAt', 'completedAt', '-completedAt', 'priority', '-priority', 'status', 'createdAt'])(
    'pages by %s without losing or doubling a row',
    async (sort) => {
      const titles: string[] = [];
      let next = `/v1/work-orders?limit=2&sort=${sort}`;
      while (next) {
        const page = await site.manager.get(next).expect(200);
        titles.push(...page.body.data.map(({ title }: { title: string }) => title));
        next = /^<(.+)>; rel="next"$/.exec(page.headers['link'] ?? '')?.[1] ?? '';
      }
      expect(titles).toEqual(await site.titles(`limit=100&sort=${sort}`));
      expect([...titles].sort()).toEqual([...all].sort());
    },
  );

  it('binds a cursor to its filter and sort', async () => {
    const { nextCursor } = (await site.manager.get('/v1/work-orders?limit=1&status=new')).body;
    await site.manager.get(`/v1/work-orders?limit=1&status=new&cursor=${nextCursor}`).expect(200);
    await site.manager.get(`/v1/work-orders?limit=1&status=assigned&cursor=${nextCursor}`).expect(400);
    await site.manager.get(`/v1/work-orders?limit=1&status=new&sort=dueAt&cursor=${nextCursor}`).expect(400);
  });

  it('contains names, and expanded resources when requested', async () => {
    const [plain] = (await site.manager.get(`/v1/work-orders?assigneeId=${site.technician.id}`)).body.data;
    expect(plain).toMatchObject({ equipmentName: 'Lift 2', assigneeId: site.technician.id });
    expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['equipment']));
    const expand = 'expand=equipment,facility,assignee,team';
    const [full] = (await site.manager.get(`/v1/work-orders?assigneeId=${site.technician.id}&${expand}`)).body.data;
    expect(full).toEqual({
      ...plain,
      equipment: expect.objectContaining({
        id: site.equipmentId,
        equipmentNumber: expect.any(String),
        status: 'operational',
      }),
      facility: expect.objectContaining({ id: site.facilityId, timezone: 'Europe/Berlin' }),
      assignee: { id: site.technician.id, firstName: null, lastName: null },
      team: null,
    });
    const one = await site.manager.get(`/v1/work-orders/${plain.id}?${expand}`).expect(200);
    expect(one.body).toEqual(full);
  });
});

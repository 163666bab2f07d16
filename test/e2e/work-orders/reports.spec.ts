import fc from 'fast-check';
import { twinTenants, type HttpClient } from '#libs/testing';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';
import { dayOf, daysOf, fill, reportedWork, ZONE, type ReportedWork } from './reported-work.js';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
let elsewhere: string;
beforeAll(async () => {
  site = await WorkOrderSite.open();
  elsewhere = await site.facility();
  const admin = await site.tenant.as('admin');
  const { body, headers } = await admin.get('/v1/tenant').expect(200);
  const settings = { ...body.settings, timezone: ZONE };
  await admin.patch('/v1/tenant').set('If-Match', headers['etag']!).send({ settings }).expect(200);
});

const read = async (path: string, client: HttpClient = site.manager) =>
  (await client.get(`/v1/reports/${path}`).expect(200)).body;

const isFailure = ({ type }: ReportedWork) => type === 'repair' || type === 'emergency';
const ratio = (part: number, whole: number) => (whole === 0 ? null : Number((part / whole).toFixed(4)));
const sum = (numbers: (number | null)[]) => numbers.reduce<number>((all, one) => all + (one ?? 0), 0);
const hoursOf = (numbers: (number | null)[]) => Math.round(sum(numbers) * 100) / 100;

interface Plain {
  readonly time: (work: ReportedWork) => number | null;
  readonly figures: (all: ReportedWork[]) => object;
}

/** Each report as anybody would work it out with the rows in hand. */
const plain: Record<string, Plain> = {
  'pm-compliance': {
    time: (work) => (work.type === 'maintenance' && !['canceled', 'rejected'].includes(work.status) ? work.due : null),
    figures: (all) => {
      const past = all.filter(({ due }) => due! <= Date.now());
      const done = past.filter(({ completed }) => completed !== null);
      const onTime = done.filter(({ completed, due }) => completed! <= due!).length;
      return {
        due: past.length,
        completedOnTime: onTime,
        completedLate: done.length - onTime,
        notCompleted: past.length - done.length,
        complianceRatio: ratio(onTime, past.length),
      };
    },
  },
  mttr: {
    time: (work) => (isFailure(work) ? work.completed : null),
    figures: (all) => {
      const hours = all.map(({ started, completed }) => (completed! - started!) / 3_600_000);
      return { repairs: all.length, mttrHours: all.length === 0 ? null : expect.closeTo(sum(hours) / all.length, 1) };
    },
  },
  'planned-ratio': {
    time: ({ completed }) => completed,
    figures: (all) => {
      const planned = all.filter((work) => !isFailure(work));
      const [actualHours, plannedHours] = [all, planned].map((some) => hoursOf(some.map(({ actual }) => actual)));
      return {
        completed: all.length,
        planned: planned.length,
        plannedRatio: ratio(planned.length, all.length),
        actualHours,
        plannedHours,
        plannedHoursRatio: ratio(plannedHours!, actualHours!),
      };
    },
  },
  'first-time-fix': {
    time: (work) => (isFailure(work) ? work.completed : null),
    figures: (all) => {
      const fixed = all.filter(({ wasReopened, hasFollowUp, visits }) => !wasReopened && !hasFollowUp && visits < 2);
      return {
        completed: all.length,
        fixedFirstTime: fixed.length,
        firstTimeFixRatio: ratio(fixed.length, all.length),
      };
    },
  },
};

function expected({ time, figures }: Plain, all: ReportedWork[], bucketOf: (day: string) => string) {
  const days = daysOf('2026-01-01', '2026-12-31');
  const placed = all.map((work) => ({ work, at: time(work) }));
  const inDays = (wanted: string[]) =>
    placed.filter(({ at }) => at !== null && wanted.includes(dayOf(at))).map(({ work }) => work);
  const buckets = [...Map.groupBy(days, bucketOf).values()];
  return {
    total: figures(inDays(days)),
    series: buckets.map((those) => ({ from: those[0], to: those.at(-1), ...figures(inDays(those)) })),
  };
}

const bucketOf = {
  month: (day: string) => day.slice(0, 7),
  week: (day: string) => String(Math.floor((Date.parse(day) / 86_400_000 + 3) / 7)),
};
const year = 'from=2026-01-01&to=2026-12-31';

describe('figures over time', () => {
  it('are those of a plain count, by local months and weeks, for each filter and for what one sees', async () => {
    const scopes: [string, (work: ReportedWork) => boolean, () => HttpClient][] = [
      ['', () => true, () => site.manager],
      [`&facilityId=${site.facilityId}`, ({ isElsewhere }) => !isElsewhere, () => site.manager],
      [`&equipmentId=${site.equipmentId}`, (work) => work.isOnMachine && !work.isElsewhere, () => site.manager],
      [
        `&assigneeId=${site.technician.id}&priority=critical`,
        (work) => work.isOwn && work.priority === 'critical',
        () => site.manager,
      ],
      ['', ({ isOwn }) => isOwn, () => site.technician.client],
    ];
    const many = fc.array(reportedWork, { minLength: 40, maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(many, fc.constantFrom('month', 'week'), async (all, bucket) => {
        await fill(site, all, elsewhere);
        for (const [name, report] of Object.entries(plain))
          for (const [filter, isSeen, client] of scopes) {
            const answer = await read(`${name}?${year}&bucket=${bucket}${filter}`, client());
            expect(answer).toMatchObject({ timezone: ZONE, from: '2026-01-01', to: '2026-12-31', bucket });
            const { total, series } = expected(report, all.filter(isSeen), bucketOf[bucket]);
            expect({ name, filter, total: answer.total }).toEqual({ name, filter, total });
            expect(answer.series).toEqual(series);
          }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('the types of work can be chosen for the backlog, whose hours are known only of what was estimated', async () => {
    const many = fc.array(reportedWork, { minLength: 30, maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(many, async (all) => {
        await fill(site, all, elsewhere);
        const open = all.filter(
          ({ status, type }) => ['new', 'assigned', 'on_hold'].includes(status) && type === 'repair',
        );
        const answer = await read('backlog?type=repair');
        const now = Date.now();
        expect(answer.asOf).toBe(dayOf(now));
        const figures = (some: ReportedWork[]) => {
          const estimates = some.map(({ estimated }) => estimated);
          const withoutEstimate = estimates.filter((hours) => hours === null).length;
          return {
            workOrders: some.length,
            overdue: some.filter(({ due }) => due !== null && due < now).length,
            withoutEstimate,
            estimatedHours: some.length > 0 && withoutEstimate === some.length ? null : hoursOf(estimates),
          };
        };
        expect(answer.total).toEqual(figures(open));
        const age = ({ created }: ReportedWork) => (Date.parse(dayOf(now)) - Date.parse(dayOf(created))) / 86_400_000;
        expect(answer.series).toEqual([
          { minDays: 90, maxDays: null, ...figures(open.filter((work) => age(work) >= 90)) },
          { minDays: 30, maxDays: 89, ...figures(open.filter((work) => age(work) >= 30 && age(work) < 90)) },
          { minDays: 7, maxDays: 29, ...figures(open.filter((work) => age(work) >= 7 && age(work) < 30)) },
          { minDays: 0, maxDays: 6, ...figures(open.filter((work) => age(work) < 7)) },
        ]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('of a period without work are zeros and nulls', async () => {
    const empty = 'from=1950-01-01&to=1950-02-28';
    const compliance = { due: 0, completedOnTime: 0, completedLate: 0, notCompleted: 0, complianceRatio: null };
    const answer = await read(`pm-compliance?${empty}`);
    expect([answer.total, answer.series.length]).toEqual([compliance, 2]);
    expect(answer.series[1]).toEqual({ from: '1950-02-01', to: '1950-02-28', ...compliance });
    expect((await read(`mttr?${empty}`)).total).toEqual({ repairs: 0, mttrHours: null });
    expect((await read(`planned-ratio?${empty}`)).total).toMatchObject({ plannedRatio: null, plannedHoursRatio: null });
    expect((await read(`first-time-fix?${empty}`)).total).toMatchObject({ completed: 0, firstTimeFixRatio: null });
    expect((await read(`backlog?facilityId=${await site.facility()}`)).total).toMatchObject({ estimatedHours: 0 });
  });

  it('follow work that is reopened, completed again and canceled', async () => {
    const facilityId = await site.facility();
    const make = (type: string) => site.created({ type, equipmentId: null, facilityId, dueAt: '2026-01-02T12:00:00Z' });
    const repair = await make('repair');
    const fixed = async () => {
      const { total } = await read(`first-time-fix?facilityId=${facilityId}`);
      return [total.completed, total.firstTimeFixRatio];
    };
    await site.through(repair.id, ['start'], ['complete', { workPerformed: 'x' }]);
    expect(await fixed()).toEqual([1, 1]);
    await site.through(repair.id, ['reopen', { reason: 'x' }]);
    expect(await fixed()).toEqual([0, null]);
    await site.through(repair.id, ['complete', { workPerformed: 'y' }]);
    expect(await fixed()).toEqual([1, 0]);

    const maintenance = await make('maintenance');
    const due = async () => (await read(`pm-compliance?from=2026-01-01&facilityId=${facilityId}`)).total;
    expect(await due()).toMatchObject({ due: 1, notCompleted: 1, complianceRatio: 0 });
    await site.through(maintenance.id, ['cancel', { reason: 'x' }]);
    expect(await due()).toMatchObject({ due: 0, complianceRatio: null });
  });
});

describe('a report', () => {
  it('is a table of its series where CSV is asked for, by parameter or by header', async () => {
    const { series } = await read(`planned-ratio?${year}`);
    const lines = [
      'from,to,completed,planned,plannedRatio,actualHours,plannedHours,plannedHoursRatio',
      ...series.map((row: object) =>
        Object.values(row)
          .map((cell) => (cell === null ? '' : String(cell)))
          .join(),
      ),
    ];
    const path = `/v1/reports/planned-ratio?${year}`;
    const byParameter = await site.manager.get(`${path}&format=csv`).expect(200);
    expect(byParameter.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="planned-ratio.csv"',
    });
    expect(byParameter.text.replaceAll('"', '')).toBe(lines.map((line) => `${line}\r\n`).join(''));
    const byHeader = await site.manager.get(path).set('Accept', 'text/csv, application/json;q=0.5').expect(200);
    expect(byHeader.text).toBe(byParameter.text);
    await site.manager.get(`${path}&format=json`).set('Accept', 'text/csv').expect(200).expect('content-type', /json/);
  });

  it('is drawn with a bar for each figure that there is', async () => {
    const { series } = await read(`planned-ratio?${year}`);
    const { headers, body } = await site.manager.get(`/v1/reports/planned-ratio/chart.svg?${year}`).expect(200);
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    const picture = (body as Buffer).toString();
    const known = series.flatMap((row: Record<string, number | null>) => [
      row['plannedRatio'],
      row['plannedHoursRatio'],
    ]);
    const bars = picture.match(/<rect [^>]*><title>/g) ?? [];
    expect(bars).toHaveLength(known.filter((figure: number | null) => figure !== null).length);
    expect(picture).toContain(`<title id="title">Planned work</title>`);
    expect(picture).toContain(`By number: 2026-01: `);
  });

  it('refuses what it cannot divide, and those without the right', async () => {
    const refused = async (query: string) =>
      (await site.manager.get(`/v1/reports/mttr?${query}`).expect(400)).body.code;
    expect(await refused('from=2026-02-01&to=2026-01-31')).toBe('report.period_reversed');
    expect(await refused('from=2016-01-01&to=2026-01-01')).toBe('report.period_too_long');
    expect(await refused('type=repair')).toBe('request.unknown_parameter');
    const customer = await site.person('customer');
    await customer.client.get('/v1/reports/mttr').expect(403);
  });

  it('counts the rows of its own account, though another has some with the same ids', async () => {
    let facilityId = '';
    const { a, b } = await twinTenants(site.testApp, async (tenant) => {
      const admin = await tenant.as('admin');
      facilityId = (await admin.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
      for (let made = 0; made < 3; made += 1)
        await admin
          .post('/v1/work-orders')
          .send({ ...aWorkOrder(), facilityId })
          .expect(201);
    });
    await site.testApp.database.query(
      `delete from ${b.ref.schema}.tasks where id in (select id from ${b.ref.schema}.tasks limit 1)`,
    );
    const counted = async (tenant: typeof a) =>
      (await read(`backlog?facilityId=${facilityId}`, await tenant.as('admin'))).total.workOrders;
    expect([await counted(a), await counted(b)]).toEqual([3, 2]);
  });
});

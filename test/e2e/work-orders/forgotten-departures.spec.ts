import { waitUntil, type HttpClient } from '#libs/testing';
import { ForgottenDepartureService } from '../../../src/contexts/work-orders/visits/application/forgotten-departure.service.js';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;

beforeAll(async () => {
  site = await WorkOrderSite.open();
});

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

async function arrived(hours: number, title = 'Brake') {
  const { id: technicianId, client } = await site.person('technician');
  const { id: workOrderId } = await site.created({ assigneeId: technicianId, title });
  const body = { arrivedAt: hoursAgo(hours), reason: 'No reception' };
  const { body: log } = await client.post(`/v1/work-orders/${workOrderId}/work-logs`).send(body).expect(201);
  return { log, workOrderId, technicianId, client };
}

const read = async (id: string) => (await site.manager.get(`/v1/work-logs/${id}`).expect(200)).body;
const ended = (id: string) =>
  waitUntil(async () => ((await read(id)).isOpen ? undefined : read(id)), { what: 'the end' });
const told = (client: HttpClient, title: string) =>
  waitUntil(
    async () => {
      const { body } = await client.get('/v1/notifications?limit=100').expect(200);
      return body.data.find(
        (notice: { title: string }) =>
          notice.title.startsWith('Departure forgotten: WO-') && notice.title.endsWith(title),
      );
    },
    { what: `a notice of ${title}` },
  );

describe('a departure that was forgotten', () => {
  it('ends the visit by itself after sixteen hours, flagged, in the history, and the people are told', async () => {
    const { log, workOrderId, technicianId, client } = await arrived(17, 'Winch');
    const { body: open } = await client.get(`/v1/work-logs/${log.id}`).expect(200);
    expect(open.arrivedAt).toBe(log.arrivedAt);
    const closed = await ended(log.id);
    const limit = new Date(Date.parse(log.arrivedAt) + 16 * 3_600_000).toISOString();
    expect(closed).toMatchObject({ departedAt: limit, endedBy: 'time_limit', workTimeMinutes: 960 });
    expect((await site.history(workOrderId)).at(-1)).toMatchObject({
      action: 'departure_forgotten',
      newValue: technicianId,
      userId: null,
    });
    for (const person of [client, site.manager]) expect((await told(person, 'Winch')).linkId).toBe(workOrderId);
  });

  it('leaves shorter visits alone, and wakes the job when the first of them is due', async () => {
    const { log } = await arrived(15);
    const next = await site.tenant.run(() => site.testApp.get(ForgottenDepartureService).closeDue());
    expect((await read(log.id)).isOpen).toBe(true);
    expect(next!.toISOString()).toBe(new Date(Date.parse(log.arrivedAt) + 16 * 3_600_000).toISOString());
    await waitUntil(
      () =>
        site.testApp.database
          .query('select from public.tenant_wakeups where tenant_id = $1 and kind = $2', [site.tenant.ref.id, 'visits'])
          .then(({ length }) => length === 1),
      { what: 'a wake-up' },
    );
  });

  it('counts after as many hours as the settings of the account say', async () => {
    const admin = await site.tenant.as('admin');
    const { body: tenant } = await admin.get('/v1/tenant').expect(200);
    const settings = { forgottenDepartureHours: 2 };
    await admin.patch('/v1/tenant').set('If-Match', `"${tenant.version}"`).send({ settings }).expect(200);
    const { log } = await arrived(3);
    expect(await ended(log.id)).toMatchObject({ endedBy: 'time_limit', workTimeMinutes: 120 });
  });

  it('is closed once, however many processes do it at once', async () => {
    const { log, workOrderId } = await arrived(1);
    const { schema } = site.tenant.ref;
    const earlier = `update ${schema}.technician_work_logs set arrival_time = now() - interval '20 hours' where id = $1`;
    await site.testApp.database.query(earlier, [log.id]);
    const service = site.testApp.get(ForgottenDepartureService);
    await Promise.all(Array.from({ length: 5 }, () => site.tenant.run(() => service.closeDue())));
    expect((await read(log.id)).version).toBe(2);
    const lines = (await site.history(workOrderId)).filter(
      ({ action }: { action: string }) => action === 'departure_forgotten',
    );
    expect(lines).toHaveLength(1);
    const events = await site.query(
      'outbox',
      `aggregate_id = $1 and event_type = 'work_log.departure_forgotten'`,
      log.id,
    );
    expect(events).toHaveLength(1);
  });
});

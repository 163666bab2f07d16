import { WorkOrdersFacade } from '#contexts/work-orders';
import { MaintenanceDesk } from '../../e2e/work-orders/maintenance-desk.js';

let desk: MaintenanceDesk;
beforeAll(async () => {
  desk = await MaintenanceDesk.open({ ROLE: 'api', LOG_LEVEL: 'fatal' });
});
afterAll(() => desk.close());

const query = <R extends object>(text: string, values: unknown[]) =>
  desk.testApp.database.query<R & Record<string, unknown>>(
    text.replaceAll('tenant.', `${desk.acme.ref.schema}.`),
    values,
  );

describe('a schedule that cannot be planned', () => {
  it('keeps none of the others from their work, and is looked at again later', async () => {
    const [poison, sound] = [await desk.aSchedule(), await desk.aSchedule()];
    await query(`update tenant.maintenance_schedules set timezone = 'Mars/Base' where id = $1`, [poison.id]);
    const report = await desk.acme.run(() => desk.testApp.get(WorkOrdersFacade).generateMaintenance());
    expect(report).toMatchObject({ generated: 1 });
    expect(await desk.workOrders(sound.id)).toHaveLength(1);
    const [left] = await query<{ later: boolean; late: boolean }>(
      `select wake_at > now() as later, next_run_date < now() as late from tenant.maintenance_schedules where id = $1`,
      [poison.id],
    );
    expect(left).toEqual({ later: true, late: true });
  });
});

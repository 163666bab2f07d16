import { insertRows, UnitOfWork } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import type { TestApp, TestTenant } from '#libs/testing';

const DAY = 86_400_000;

const columns = {
  id: 'uuid',
  equipment_id: 'uuid',
  schedule_name: 'varchar',
  frequency_type: 'varchar',
  first_occurrence_local: 'timestamp',
  catch_up: 'varchar',
  overlap: 'varchar',
  next_run_date: 'timestamptz',
  wake_at: 'timestamptz',
  task_title: 'varchar',
};

/** A machine for schedules. */
export async function aMachine(tenant: TestTenant): Promise<string> {
  const admin = await tenant.as('admin');
  const facility = (await admin.post('/v1/facilities').send({ name: 'Plant' }).expect(201)).body;
  const machine = { facilityId: facility.id, equipmentNumber: 'P-1', name: 'Pump' };
  return (await admin.post('/v1/equipment').send(machine).expect(201)).body.id;
}

/** Daily schedules with so many overdue dates each, all of which must be made. Returns their ids. */
export async function addLateSchedules(
  testApp: TestApp,
  tenant: TestTenant,
  { equipmentId, count, dates, title = 'Round' }: { equipmentId: string; count: number; dates: number; title?: string },
): Promise<string[]> {
  const first = new Date(Date.now() - dates * DAY + DAY / 24);
  const local = first.toISOString().slice(0, 19);
  const rows = Array.from({ length: count }, () => ({
    id: uuidv7(),
    equipment_id: equipmentId,
    schedule_name: 'Round',
    frequency_type: 'daily',
    first_occurrence_local: local,
    catch_up: 'all',
    overlap: 'allow',
    next_run_date: `${local}Z`,
    wake_at: first,
    task_title: title,
  }));
  const { schema } = tenant.ref;
  await tenant.run(() => testApp.get(UnitOfWork).execute(insertRows(schema, 'maintenance_schedules', columns, rows)));
  return rows.map(({ id }) => id);
}

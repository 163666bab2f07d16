import { waitUntil } from '#libs/testing';
import { MaintenanceCalendar } from './maintenance-calendar.js';

let calendar: MaintenanceCalendar;
beforeAll(async () => {
  calendar = await MaintenanceCalendar.open('2026-11-01T08:00:00Z');
});

const at = (day: string): string => `${day}T09:00:00.000Z`;
const nextOf = async (id: string) => (await calendar.machine(id)).nextMaintenanceDate;

async function machineWith(...rules: object[]) {
  const equipmentId = await calendar.aMachine();
  const added = [];
  for (const rule of rules) added.push((await calendar.aSchedule({ equipmentId, ...rule })).id as string);
  return [equipmentId, ...added] as const;
}
const weekly = { frequencyType: 'weekly', firstOccurrenceAt: '2026-11-07T09:00:00' };
const monthly = { frequencyType: 'monthly', firstOccurrenceAt: '2026-11-20T09:00:00' };
const path = (id: string | undefined) => `/v1/maintenance-schedules/${id}`;

describe('the next maintenance of a machine', () => {
  it('is the earliest next date of its schedules, whatever changes one of them', async () => {
    const [machine, first, second] = await machineWith(weekly, monthly);
    expect(await nextOf(machine)).toBe(at('2026-11-07'));
    await calendar.generate('2026-11-14T09:00:00Z');
    expect(await nextOf(machine)).toBe(at('2026-11-20'));
    await calendar.change(second!, { firstOccurrenceAt: '2026-12-24T09:00:00' });
    expect(await nextOf(machine)).toBe(at('2026-11-21'));
    await calendar.act(`${path(first)}/pause`, { reason: 'refurbishment' });
    expect(await nextOf(machine)).toBe(at('2026-12-24'));
    await calendar.act(`${path(first)}/resume`);
    expect(await nextOf(machine)).toBe(at('2026-11-21'));
    await calendar.change(first!, { isActive: false });
    expect(await nextOf(machine)).toBe(at('2026-12-24'));
    await calendar.remove(path(second));
    expect(await nextOf(machine)).toBeNull();
    await calendar.change(first!, { isActive: true });
    expect(await nextOf(machine)).toBe(at('2026-11-21'));
  });

  it('follows all machines of a batch, and leaves their versions and those without schedule alone', async () => {
    const machines = await Promise.all([1, 2, 3].map(() => machineWith(weekly)));
    const bare = await calendar.aMachine({ nextMaintenanceDate: at('2027-05-01') });
    const [version] = await Promise.all([calendar.machine(machines[0]![0]).then((machine) => machine.version)]);
    await calendar.generate('2026-11-07T09:00:00Z');
    for (const [machine] of machines) expect(await nextOf(machine)).toBe(at('2026-11-14'));
    expect(await nextOf(bare)).toBe(at('2027-05-01'));
    expect((await calendar.machine(machines[0]![0])).version).toBe(version);
  });

  it('counts from the last maintenance and the frequency where no schedule is at work', async () => {
    const equipmentId = await calendar.aMachine({ maintenanceFrequencyDays: 30 });
    const { id } = await calendar.aSchedule({ equipmentId, ...weekly });
    await calendar.generate('2026-11-07T09:00:00Z');
    const [order] = await calendar.workOrders(id);
    await calendar.complete(order.id);
    expect(await nextOf(equipmentId)).toBe(at('2026-11-14'));
    await calendar.act(`${path(id)}/pause`, { reason: 'refurbishment' });
    expect(await nextOf(equipmentId)).toBe('2026-12-01T08:00:00.000Z');
  });

  it('is none of a machine out of use, and that of its schedules again when it is back', async () => {
    const [machine] = await machineWith(weekly);
    await calendar.act(`/v1/equipment/${machine}/decommission`);
    expect(await nextOf(machine)).toBeNull();
    await calendar.generate('2026-11-07T09:00:00Z');
    expect(await nextOf(machine)).toBeNull();
    await calendar.act(`/v1/equipment/${machine}/recommission`);
    expect(await waitUntil(() => nextOf(machine))).toBe(at('2026-11-14'));
  });

  it('is right in whatever order two users change its schedules', async () => {
    const [machine, first, second] = await machineWith(weekly, weekly);
    await Promise.all([
      calendar.change(first!, { firstOccurrenceAt: '2026-11-15T09:00:00' }),
      calendar.change(second!, { firstOccurrenceAt: '2026-11-16T09:00:00' }),
    ]);
    expect(await nextOf(machine)).toBe(at('2026-11-15'));
  });
});

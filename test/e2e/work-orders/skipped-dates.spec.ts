import { iso, local, MaintenanceScenario } from './maintenance-scenario.js';

let scenario: MaintenanceScenario;
beforeAll(async () => {
  scenario = await MaintenanceScenario.open();
});
afterAll(() => scenario.close());

const reason = 'Out of use';
const skip = (id: string, occurrenceAt: string) =>
  scenario.act(`/v1/maintenance-schedules/${id}/skip`, { occurrenceAt, reason });
const skipped = (occurrenceAt: string) => ({
  occurrenceAt,
  status: 'skipped',
  workOrderId: null,
  reason: `skipped on request: ${reason}`,
});

const monthEnds = { frequencyType: 'monthly', firstOccurrenceAt: '2099-01-31T09:00:00', timezone: 'Europe/Berlin' };

describe('the next date of a schedule, when it is skipped', () => {
  it('is in the ledger with the reason, and the schedule and its machine go on after it', async () => {
    scenario.equipmentId = await scenario.aMachine();
    const { id } = await scenario.aSchedule(monthEnds);
    const after = await skip(id, '2099-01-31T08:00:00Z');
    expect(after).toMatchObject({ nextOccurrenceAt: '2099-02-28T08:00:00.000Z', lastOccurrenceAt: null, version: 2 });
    expect((await skip(id, after.nextOccurrenceAt)).nextOccurrenceAt).toBe('2099-03-31T07:00:00.000Z');
    const ledger = [skipped('2099-01-31T08:00:00.000Z'), skipped('2099-02-28T08:00:00.000Z')];
    expect(await scenario.occurrences(id)).toMatchObject(ledger);
    const { body: machine } = await scenario.admin.get(`/v1/equipment/${scenario.equipmentId}`).expect(200);
    expect(machine.nextMaintenanceDate).toBe('2099-03-31T07:00:00.000Z');
  });

  it('gets no work order when it is due, nor later when the rule changes', async () => {
    const { id, nextOccurrenceAt } = await scenario.aSchedule();
    await skip(id, nextOccurrenceAt);
    expect(await scenario.generate(id)).toMatchObject({ generated: 0, skipped: 0, missed: 0 });
    await scenario.edit(id, { frequencyValue: 2 });
    expect(await scenario.generate(id)).toMatchObject({ generated: 0 });
    expect(await scenario.workOrders(id)).toEqual([]);
    expect(await scenario.occurrences(id)).toMatchObject([skipped(nextOccurrenceAt)]);
  });

  it('stays skipped when the completion that a floating schedule counts from is taken back', async () => {
    const first = local(-0.1);
    const { id } = await scenario.aSchedule({ recurrenceBasis: 'floating', firstOccurrenceAt: first });
    await scenario.generate(id);
    const [{ id: workOrder }] = await scenario.workOrders(id);
    await scenario.act(`/v1/work-orders/${workOrder}/start`);
    await scenario.act(`/v1/work-orders/${workOrder}/complete`, { workPerformed: 'Oiled' });
    const { nextOccurrenceAt: next } = await scenario.schedule(id);
    const later = new Date(Date.parse(next) + 86_400_000).toISOString();
    expect((await skip(id, next)).nextOccurrenceAt).toBe(later);
    await scenario.act(`/v1/work-orders/${workOrder}/reopen`, { reason: 'Squeaks again' });
    expect(await scenario.schedule(id)).toMatchObject({ nextOccurrenceAt: later });
    expect(await scenario.occurrences(id)).toMatchObject([
      { occurrenceAt: iso(first), status: 'generated' },
      skipped(next),
    ]);
  });

  it('is the one that the caller has seen: another is refused, and so is any of an inactive schedule', async () => {
    const { id } = await scenario.aSchedule(monthEnds);
    const refused = async (occurrenceAt: string) => {
      const { headers } = await scenario.admin.get(`/v1/maintenance-schedules/${id}`).expect(200);
      const request = scenario.admin
        .post(`/v1/maintenance-schedules/${id}/skip`)
        .set('If-Match', headers['etag'] as string);
      return (await request.send({ occurrenceAt, reason })).body;
    };
    for (const other of ['2099-02-28T08:00:00Z', '2098-12-31T08:00:00Z', '2099-01-31T08:00:00.001Z'])
      expect(await refused(other)).toMatchObject({
        status: 422,
        errors: [{ pointer: '/occurrenceAt', code: 'maintenance_schedule.not_next' }],
      });
    await scenario.edit(id, { isActive: false });
    expect(await refused('2099-01-31T08:00:00Z')).toMatchObject({ status: 409, code: 'maintenance_schedule.inactive' });
    expect(await scenario.occurrences(id)).toEqual([]);
  });

  it('is decided once when a generation makes it at the same time', async () => {
    const { id, nextOccurrenceAt } = await scenario.aSchedule();
    const { headers } = await scenario.admin.get(`/v1/maintenance-schedules/${id}`).expect(200);
    const request = scenario.admin
      .post(`/v1/maintenance-schedules/${id}/skip`)
      .set('If-Match', headers['etag'] as string);
    const [answer] = await Promise.all([
      request.send({ occurrenceAt: nextOccurrenceAt, reason }),
      scenario.generate(id),
    ]);
    const ledger = await scenario.occurrences(id);
    expect(ledger).toHaveLength(1);
    expect(ledger[0].status).toBe(answer.status === 200 ? 'skipped' : 'generated');
    expect(await scenario.workOrders(id)).toHaveLength(answer.status === 200 ? 0 : 1);
  });
});

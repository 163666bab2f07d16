import { WorkOrdersFacade, type GenerationReport } from '#contexts/work-orders';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';

/** A tenant whose clock the test controls: work orders are generated only when the test runs the generation. */
export class MaintenanceCalendar {
  private machines = 0;
  private admin!: HttpClient;

  private constructor(
    readonly testApp: TestApp,
    readonly acme: TestTenant,
    private readonly clock: FakeClock,
    private facilityId = '',
  ) {}

  static async open(start: string): Promise<MaintenanceCalendar> {
    const clock = new FakeClock(start);
    const testApp = await createTestApp({ clock, environment: { ROLE: 'api' } });
    const calendar = new MaintenanceCalendar(testApp, await provisionTestTenant(testApp), clock);
    await calendar.turnTo(start);
    calendar.facilityId = (await calendar.post('/v1/facilities', { name: 'Harbour Tower', timezone: 'UTC' })).id;
    return calendar;
  }

  close(): Promise<void> {
    return this.testApp.close();
  }

  /** Signs in anew: a token lasts a quarter of an hour. */
  async turnTo(time: string | Date): Promise<void> {
    this.clock.set(time);
    this.admin = await this.acme.signIn(this.acme.admin);
  }

  /** What the generation would make at this time, of all schedules; by default now. */
  async generate(at: string | Date = this.clock.now()): Promise<GenerationReport> {
    return this.acme.run(() => this.testApp.get(WorkOrdersFacade).generateMaintenance({ at: new Date(at) }));
  }

  async aMachine(more: object = {}): Promise<string> {
    this.machines += 1;
    const { facilityId, machines } = this;
    const body = { facilityId, equipmentNumber: `L-${machines}`, name: `Lift ${machines}`, ...more };
    return (await this.post('/v1/equipment', body)).id;
  }

  /** For a machine of its own unless the rule names one. */
  async aSchedule(rule: object) {
    const equipmentId = 'equipmentId' in rule ? undefined : await this.aMachine();
    const body = { equipmentId, scheduleName: 'Service', timezone: 'UTC', ...rule };
    return this.post('/v1/maintenance-schedules', body);
  }

  async edit(path: string, changes: object) {
    return (
      await this.admin
        .patch(path)
        .set('If-Match', await this.tag(path))
        .send(changes)
        .expect(200)
    ).body;
  }

  change(scheduleId: string, changes: object) {
    return this.edit(`/v1/maintenance-schedules/${scheduleId}`, changes);
  }

  async act(path: string, body: object = {}) {
    const tag = await this.tag(path.replace(/\/[a-z]+$/, ''));
    return (await this.admin.post(path).set('If-Match', tag).send(body).expect(200)).body;
  }

  async remove(path: string): Promise<void> {
    await this.admin
      .delete(path)
      .set('If-Match', await this.tag(path))
      .expect(204);
  }

  /** Of a work order. */
  async complete(id: string) {
    const { status } = await this.get(`/v1/work-orders/${id}`);
    if (status !== 'in_progress') await this.act(`/v1/work-orders/${id}/start`);
    return this.act(`/v1/work-orders/${id}/complete`, { workPerformed: 'Greased' });
  }

  reopen(id: string) {
    return this.act(`/v1/work-orders/${id}/reopen`, { reason: 'Not done' });
  }

  cancel(id: string) {
    return this.act(`/v1/work-orders/${id}/cancel`, { reason: 'Not needed' });
  }

  async get(path: string) {
    return (await this.admin.get(path).expect(200)).body;
  }

  async post(path: string, body: object) {
    return (await this.admin.post(path).send(body).expect(201)).body;
  }

  async next(scheduleId: string): Promise<string> {
    return (await this.get(`/v1/maintenance-schedules/${scheduleId}`)).nextOccurrenceAt;
  }

  machine(id: string) {
    return this.get(`/v1/equipment/${id}`);
  }

  async workOrders(scheduleId: string) {
    return (await this.get(`/v1/work-orders?maintenanceScheduleId=${scheduleId}&sort=createdAt&limit=100`)).data;
  }

  /** `2026-11-28T09:00 generated` of each row, in the order of the dates. */
  async ledger(scheduleId: string): Promise<string[]> {
    const path = `/v1/maintenance-schedules/${scheduleId}/occurrences?sort=occurrenceAt&limit=100`;
    type Row = { occurrenceAt: string; status: string };
    return (await this.get(path)).data.map(({ occurrenceAt: at, status }: Row) => `${at.slice(0, 16)} ${status}`);
  }

  private async tag(path: string): Promise<string> {
    return (await this.admin.get(path).expect(200)).headers['etag'] as string;
  }
}

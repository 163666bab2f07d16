import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';

const DAY = 86_400_000;

/** Local time in UTC, so many days from now. */
export const local = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 19);
export const iso = (localTime: string): string => `${localTime}.000Z`;

/** A tenant with one machine, and short methods for what an administrator does with schedules. */
export class MaintenanceScenario {
  private machines = 0;

  private constructor(
    readonly testApp: TestApp,
    readonly acme: TestTenant,
    readonly admin: HttpClient,
    readonly facilityId: string,
    public equipmentId = '',
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<MaintenanceScenario> {
    const testApp = await createTestApp({ environment });
    const acme = await provisionTestTenant(testApp);
    const admin = await acme.as('admin');
    const facility = { name: 'Harbour Tower', timezone: 'Europe/Berlin' };
    const { body } = await admin.post('/v1/facilities').send(facility).expect(201);
    const scenario = new MaintenanceScenario(testApp, acme, admin, body.id);
    scenario.equipmentId = await scenario.aMachine();
    return scenario;
  }

  close(): Promise<void> {
    return this.testApp.close();
  }

  async aMachine(): Promise<string> {
    this.machines += 1;
    const { facilityId, machines } = this;
    const body = { facilityId, equipmentNumber: `L-${machines}`, name: `Lift ${machines}` };
    return (await this.admin.post('/v1/equipment').send(body).expect(201)).body.id;
  }

  /** A daily schedule that has been due for some hours. */
  async aSchedule(overrides: object = {}) {
    const { equipmentId } = this;
    const rule = { frequencyType: 'daily', firstOccurrenceAt: local(-0.1), timezone: 'UTC' };
    const body = { equipmentId, scheduleName: 'Service', ...rule, ...overrides };
    return (await this.admin.post('/v1/maintenance-schedules').send(body).expect(201)).body;
  }

  async schedule(id: string) {
    return (await this.admin.get(`/v1/maintenance-schedules/${id}`).expect(200)).body;
  }

  /** With the current version. */
  async edit(id: string, changes: object) {
    const path = `/v1/maintenance-schedules/${id}`;
    const { headers } = await this.admin.get(path).expect(200);
    const request = this.admin.patch(path).set('If-Match', headers['etag'] as string);
    return (await request.send(changes).expect(200)).body;
  }

  async generate(id: string) {
    return (await this.admin.post(`/v1/maintenance-schedules/${id}/generate`).expect(200)).body;
  }

  async workOrders(id: string) {
    const path = `/v1/work-orders?maintenanceScheduleId=${id}&sort=dueAt&limit=100`;
    return (await this.admin.get(path).expect(200)).body.data;
  }

  /** The history of a work order. */
  async history(id: string) {
    return (await this.admin.get(`/v1/work-orders/${id}/history`).expect(200)).body.data;
  }

  async occurrences(id: string) {
    const path = `/v1/maintenance-schedules/${id}/occurrences?sort=occurrenceAt&limit=100`;
    return (await this.admin.get(path).expect(200)).body.data;
  }

  /** Calls a command of a resource with the current version. */
  async act(path: string, body: object = {}) {
    const { headers } = await this.admin.get(path.replace(/\/[a-z]+$/, '')).expect(200);
    const request = this.admin.post(path).set('If-Match', headers['etag'] as string);
    return (await request.send(body).expect(200)).body;
  }
}

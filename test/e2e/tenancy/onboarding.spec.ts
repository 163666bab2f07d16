import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
});

beforeEach(async () => {
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

interface Onboarding {
  completed: boolean;
  skipped: boolean;
  steps: { key: string; done: boolean }[];
}

const path = '/v1/tenant/onboarding';
const read = async (): Promise<Onboarding> => (await admin.get(path).expect(200)).body;
const done = async () => (await read()).steps.filter((step) => step.done).map(({ key }) => key);
const isOver = async () => (await admin.get('/v1/tenant').expect(200)).body.onboardingCompleted as boolean;
const allSteps = ['first_facility', 'first_machine', 'first_schedule', 'invited_colleague', 'own_domain'];

async function act(verb: 'skip' | 'resume', client = admin) {
  const { headers } = await admin.get(path).expect(200);
  return client.post(`${path}/${verb}`).set('If-Match', headers['etag'] as string);
}

async function addMachine(): Promise<string> {
  const { id } = (await admin.post('/v1/facilities').send({ name: 'Plant' }).expect(201)).body;
  const machine = { facilityId: id, equipmentNumber: 'P-1', name: 'Pump' };
  return (await admin.post('/v1/equipment').send(machine).expect(201)).body.id;
}

async function addSchedule(equipmentId: string): Promise<void> {
  const rule = { scheduleName: 'Service', frequencyType: 'daily', firstOccurrenceAt: '2099-01-31T09:00:00' };
  await admin
    .post('/v1/maintenance-schedules')
    .send({ equipmentId, ...rule })
    .expect(201);
}

const addDomain = (isVerified: boolean) =>
  testApp.database.query(
    `insert into domains (id, tenant_id, domain, is_verified) values (gen_random_uuid(), $1, $2, $3)
      on conflict (tenant_id, domain) do update set is_verified = excluded.is_verified`,
    [acme.ref.id, `service.${acme.slug}.example`, isVerified],
  );

describe('the first steps', () => {
  it('are open in a new account, whatever others have done', async () => {
    await addSchedule(await addMachine());
    acme = await provisionTestTenant(testApp);
    admin = await acme.as('admin');
    const steps = allSteps.map((key) => ({ key, done: false }));
    expect(await read()).toEqual({ completed: false, skipped: false, steps, version: 1 });
  });

  it('are done as soon as there is what they ask for, and open again once it is gone', async () => {
    await admin.post('/v1/facilities').send({ name: 'Yard' }).expect(201);
    expect(await done()).toEqual(['first_facility']);
    const machine = await addMachine();
    expect(await done()).toEqual(['first_facility', 'first_machine']);
    await addSchedule(machine);
    await acme.addUser('technician');
    await addDomain(false);
    expect(await done()).toEqual(allSteps.slice(0, 4));
    expect(await isOver()).toBe(false);
    await testApp.database.query(`delete from ${acme.ref.schema}.maintenance_schedules`);
    expect(await done()).toEqual(['first_facility', 'first_machine', 'invited_colleague']);
  });

  it('are over when all are done, and stay so', async () => {
    await addSchedule(await addMachine());
    await acme.addUser('manager');
    await addDomain(true);
    expect(await read()).toMatchObject({ completed: true, skipped: false, version: 1 });
    expect(await isOver()).toBe(true);
    await addDomain(false);
    expect(await read()).toMatchObject({ completed: true });
  });
});

describe('skipping', () => {
  it('ends them, and can be taken back', async () => {
    await admin.post('/v1/facilities').send({ name: 'Yard' }).expect(201);
    expect((await act('skip')).body).toMatchObject({ completed: true, skipped: true, version: 2 });
    expect([await isOver(), await done()]).toEqual([true, ['first_facility']]);
    expect((await act('skip')).body).toMatchObject({ completed: true, skipped: true, version: 2 });
    expect((await act('resume')).body).toMatchObject({ completed: false, skipped: false, version: 3 });
    expect(await isOver()).toBe(false);
    const { body } = await admin
      .get(`/v1/audit-logs?resourceId=${acme.ref.id}&action=update&sort=createdAt`)
      .expect(200);
    expect(body.data.map(({ changes }: { changes: object }) => changes)).toEqual([
      { before: { onboardingCompleted: false }, after: { onboardingCompleted: true } },
      { before: { onboardingCompleted: true }, after: { onboardingCompleted: false } },
    ]);
  });

  it('asks for the newest version', async () => {
    await admin.post(`${path}/skip`).expect(428);
    await act('skip');
    await admin.post(`${path}/resume`).set('If-Match', '"1"').expect(412);
    expect(await read()).toMatchObject({ skipped: true });
  });

  it('is for administrators', async () => {
    for (const role of ['manager', 'employee', 'technician', 'customer']) {
      const client = await acme.as(role);
      await client.get(path).expect(403);
      expect((await act('skip', client)).status).toBe(403);
    }
  });
});

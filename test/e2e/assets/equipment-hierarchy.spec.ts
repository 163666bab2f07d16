import { IdentityFacade } from '#contexts/identity';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';

interface Machine {
  readonly id: string;
  readonly version: number;
}

let testApp: TestApp;
let acme: TestTenant;
let manager: HttpClient;
let facilityId: string;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  manager = await acme.as('manager');
  facilityId = await facility();
});

const facility = async (): Promise<string> =>
  (await manager.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
const post = (body: object) => manager.post('/v1/equipment').send({ facilityId, ...aMachine(), ...body });
const added = async (body: object = {}): Promise<Machine> => (await post(body).expect(201)).body;
const read = async (id: string) => (await manager.get(`/v1/equipment/${id}`).expect(200)).body;
const patch = ({ id, version }: Machine, body: object) =>
  manager.patch(`/v1/equipment/${id}`).set('If-Match', `"${version}"`).send(body);
const act = ({ id, version }: Machine, verb: string, body?: object) =>
  manager.post(`/v1/equipment/${id}/${verb}`).set('If-Match', `"${version}"`).send(body);
const hierarchy = async ({ id }: Machine, client = manager) =>
  (await client.get(`/v1/equipment/${id}/hierarchy`).expect(200)).body;
const listed = async (query: string, client = manager): Promise<string[]> =>
  (await client.get(`/v1/equipment?${query}`).expect(200)).body.data.map(({ id }: Machine) => id);
const ids = (...machines: Machine[]) => machines.map(({ id }) => id);

/** A lift with a drive, which has a motor. */
async function lift(at = facilityId) {
  const top = await added({ name: 'Lift', facilityId: at });
  const drive = await added({ name: 'Drive', facilityId: at, parentId: top.id });
  const motor = await added({ name: 'Motor', facilityId: at, parentId: drive.id, status: 'shutdown' });
  return { top, drive, motor };
}

describe('machines that are part of others', () => {
  it('are listed by level, named from the top down, and counted by state', async () => {
    const { top, drive, motor } = await lift();
    expect(await listed(`parentId=${top.id}`)).toEqual(ids(drive));
    expect(await listed(`within=${top.id}`)).toEqual(ids(drive, motor));
    expect(await listed(`within=${top.id}&status=shutdown`)).toEqual(ids(motor));
    const counts = { total: 2, operational: 1, shutdown: 1, maintenance: 0, decommissioned: 0 };
    expect(await hierarchy(top)).toEqual({ id: top.id, parentId: null, above: [], children: 1, below: counts });
    expect(await hierarchy(motor)).toMatchObject({
      parentId: drive.id,
      above: [{ id: top.id, name: 'Lift' }, { id: drive.id }],
      below: { total: 0 },
    });
  });

  it('are part of nothing that is below them, elsewhere, out of service or unknown', async () => {
    const { top, motor } = await lift();
    const elsewhere = await added({ facilityId: await facility() });
    const gone = await added();
    await act(gone, 'decommission').expect(200);
    for (const [parentId, code] of [
      [top.id, 'equipment.parent_cycle'],
      [motor.id, 'equipment.parent_cycle'],
      [elsewhere.id, 'equipment.parent_elsewhere'],
      [gone.id, 'equipment.decommissioned'],
      [acme.ref.id, 'equipment.unknown'],
    ]) {
      const { body } = await patch(top, { parentId }).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/parentId', code }]);
    }
    await post({ parentId: elsewhere.id }).expect(422);
    expect(await read(top.id)).toMatchObject({ parentId: null, version: 1 });
    await patch(top, { parentId: top.id, buildingId: acme.ref.id })
      .expect(422)
      .expect(({ body }) => expect(body.errors).toHaveLength(2));
  });

  it('never close a circle, however many are moved at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const ring = [await added(), await added(), await added()];
      const answers = await Promise.all(
        ring.map((machine, at) => patch(machine, { parentId: ring[(at + 1) % ring.length]!.id })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 422]);
      const above = await Promise.all(ring.map(async (machine) => (await hierarchy(machine)).above.length));
      expect(above.sort()).toEqual([0, 1, 2]);
    }
  });

  it('go twenty levels deep and no further, also when a whole tree is hung below another', async () => {
    const chain = async (levels: number) => {
      const machines = [await added()];
      while (machines.length < levels) machines.push(await added({ parentId: machines.at(-1)!.id }));
      return machines;
    };
    const [upper, lower] = [await chain(12), await chain(9)];
    const { body } = await patch(lower[0]!, { parentId: upper[11]!.id }).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/parentId', code: 'equipment.hierarchy_too_deep' }]);
    await patch(lower[0]!, { parentId: upper[10]!.id }).expect(200);
    await post({ parentId: lower[8]!.id }).expect(422);
  });

  it('keep their machine from being deleted', async () => {
    const { top, drive, motor } = await lift();
    const remove = ({ id, version }: Machine) => manager.delete(`/v1/equipment/${id}`).set('If-Match', `"${version}"`);
    const { body } = await remove(top).expect(409);
    expect(body).toMatchObject({ code: 'equipment.in_use', references: { children: 1 } });
    for (const machine of [motor, drive, top]) await remove(machine).expect(204);
  });
});

describe('a machine that goes to another facility', () => {
  it('takes along what is part of it, leaves what it was part of, and each move is written down', async () => {
    const { top, drive, motor } = await lift();
    const target = await facility();
    const building = (await manager.post(`/v1/facilities/${target}/buildings`).send({ name: 'N' }).expect(201)).body.id;
    const moved = (await patch(drive, { facilityId: target, buildingId: building }).expect(200)).body;
    expect(moved).toMatchObject({ facilityId: target, buildingId: building, parentId: null });
    expect(await read(motor.id)).toMatchObject({ facilityId: target, buildingId: building, parentId: drive.id });
    expect(await read(top.id)).toMatchObject({ facilityId, version: 1 });
    const { body } = await manager.get(`/v1/equipment/${motor.id}/moves`).expect(200);
    expect(body.data).toMatchObject([
      { fromFacilityId: facilityId, fromBuildingId: null, toFacilityId: target, toBuildingId: building },
    ]);
    const refused = await manager.delete(`/v1/facilities/${target}`).set('If-Match', '"1"').expect(409);
    expect(refused.body.references).toMatchObject({ equipment: 2, equipmentMoves: 2 });
  });

  it('can become part of a machine there in the same request', async () => {
    const { drive } = await lift();
    const target = await facility();
    const other = await added({ facilityId: target });
    const { body } = await patch(drive, { facilityId: target, parentId: other.id }).expect(200);
    expect(body).toMatchObject({ facilityId: target, parentId: other.id });
  });

  it('leaves no part behind that is added meanwhile', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [top, target] = [await added(), await facility()];
      const [moved, part] = await Promise.all([patch(top, { facilityId: target }), post({ parentId: top.id })]);
      expect(moved.status).toBe(200);
      expect([201, 422]).toContain(part.status);
      if (part.status === 201) expect(await read(part.body.id)).toMatchObject({ facilityId: target });
    }
  });
});

describe('a machine that is decommissioned', () => {
  it('keeps those in service that are part of it unless they go with it, and counts for the plan exactly', async () => {
    const used = async () =>
      (await testApp.database.query(`select used from ${acme.ref.schema}.usage_counters where name = 'equipment'`)).map(
        (row) => Number(row['used']),
      )[0]!;
    const { top, drive, motor } = await lift();
    const before = await used();
    const { body } = await act(top, 'decommission').expect(409);
    expect(body).toMatchObject({ code: 'equipment.children_in_service', count: 2 });
    await act(motor, 'decommission').expect(200);
    await act(top, 'decommission', { includeChildren: true, reason: 'Torn down' }).expect(200);
    expect(await used()).toBe(before - 3);
    const refused = await act({ ...drive, version: 2 }, 'recommission').expect(409);
    expect(refused.body.code).toBe('equipment.parent_decommissioned');
    await act({ ...top, version: 2 }, 'recommission').expect(200);
    await act({ ...drive, version: 2 }, 'recommission', { reason: 'Overhauled' }).expect(200);
    expect(await used()).toBe(before - 1);
    const changes = await manager.get(`/v1/equipment/${drive.id}/status-changes?sort=-createdAt`).expect(200);
    expect(changes.body.data).toMatchObject([
      { fromStatus: 'decommissioned', toStatus: 'operational', reason: 'Overhauled' },
      { fromStatus: 'operational', toStatus: 'decommissioned', reason: 'Torn down' },
    ]);
  });

  it('gets no part in service that is added meanwhile', async () => {
    for (let round = 0; round < 4; round += 1) {
      const top = await added();
      const [gone, part] = await Promise.all([act(top, 'decommission'), post({ parentId: top.id })]);
      expect([gone.status, part.status].sort()).toEqual(gone.status === 200 ? [200, 422] : [201, 409]);
    }
  });
});

describe('the changes of a status', () => {
  it('are kept with who made them, when and why, and announced', async () => {
    const machine = await added();
    await patch(machine, { status: 'maintenance' }).expect(200);
    const second = { ...machine, version: 2 };
    const { body } = await act(second, 'change-status', { status: 'shutdown', reason: 'Door lock broken' }).expect(200);
    expect(body).toMatchObject({ status: 'shutdown', version: 3 });
    await act(body, 'change-status', { status: 'shutdown', reason: 'Again' }).expect(200);
    const changes = await manager.get(`/v1/equipment/${machine.id}/status-changes`).expect(200);
    expect(changes.body.data).toMatchObject([
      { fromStatus: 'operational', toStatus: 'maintenance', reason: null, changedById: expect.any(String) },
      { fromStatus: 'maintenance', toStatus: 'shutdown', reason: 'Door lock broken' },
    ]);
    const told = await testApp.database.query(
      `select payload from ${acme.ref.schema}.outbox where event_type = 'equipment.status_changed' and aggregate_id = $1 order by id`,
      [machine.id],
    );
    expect(told).toMatchObject([
      { payload: { from: 'operational', to: 'maintenance', reason: null } },
      { payload: { from: 'maintenance', to: 'shutdown', reason: 'Door lock broken' } },
    ]);
  });

  it('are refused out of decommissioned, and without a reason', async () => {
    const machine = await added();
    await act(machine, 'change-status', { status: 'shutdown' }).expect(422);
    await act(machine, 'change-status', { status: 'decommissioned', reason: 'x' }).expect(422);
    await act(machine, 'decommission').expect(200);
    const gone = { ...machine, version: 2 };
    const { body } = await act(gone, 'change-status', { status: 'shutdown', reason: 'x' }).expect(409);
    expect(body).toMatchObject({ code: 'equipment.invalid_transition', currentStatus: 'decommissioned' });
  });
});

it('a customer sees of all this what stands in the linked facilities', async () => {
  const target = await facility();
  const { top, motor } = await lift();
  const theirs = await lift(target);
  const user = await acme.addUser('customer');
  await acme.run(() => testApp.get(IdentityFacade).linkToFacility(user.id, target));
  const customer = await acme.signIn(user);
  expect(await listed(`within=${top.id}`, customer)).toEqual([]);
  expect(await listed(`within=${theirs.top.id}`, customer)).toHaveLength(2);
  expect((await hierarchy(theirs.motor, customer)).above).toHaveLength(2);
  for (const path of ['hierarchy', 'status-changes', 'moves'])
    await customer.get(`/v1/equipment/${motor.id}/${path}`).expect(404);
  await patch(top, { facilityId: target }).expect(200);
  const { body } = await customer.get(`/v1/equipment/${motor.id}/moves`).expect(200);
  expect(body.data).toEqual([]);
  expect((await manager.get(`/v1/equipment/${motor.id}/moves`).expect(200)).body.data).toHaveLength(1);
});

describe('GET /v1/facilities/{id}/summary', () => {
  it('counts machines by state and open and overdue work, as far as the caller sees it', async () => {
    const at = await facility();
    const running = await added({ facilityId: at });
    await added({ facilityId: at, status: 'shutdown' });
    await act(await added({ facilityId: at }), 'decommission').expect(200);
    const technician = await acme.addUser('technician');
    const order = async (body: object): Promise<Machine> =>
      (
        await manager
          .post('/v1/work-orders')
          .send({ title: 'Check', ...body })
          .expect(201)
      ).body;
    const onOrder = async (body: object, verb: string, sent: object) =>
      manager
        .post(`/v1/work-orders/${(await order(body)).id}/${verb}`)
        .set('If-Match', '"1"')
        .send(sent)
        .expect(200);
    await order({ equipmentId: running.id, dueAt: '2026-01-01T00:00:00Z' });
    await onOrder({ facilityId: at }, 'assign', { assigneeId: technician.id });
    await onOrder({ facilityId: at, dueAt: '2026-01-01T00:00:00Z' }, 'cancel', { reason: 'x' });
    const summary = async (client: HttpClient) => (await client.get(`/v1/facilities/${at}/summary`).expect(200)).body;
    const equipment = { total: 3, operational: 1, shutdown: 1, maintenance: 0, decommissioned: 1 };
    expect(await summary(manager)).toEqual({
      facilityId: at,
      equipment,
      workOrders: { open: 2, overdue: 1 },
      lowHealth: 0,
    });
    expect((await summary(await acme.signIn(technician))).workOrders).toEqual({ open: 1, overdue: 0 });
    await (await acme.as('customer')).get(`/v1/facilities/${at}/summary`).expect(404);
  });
});

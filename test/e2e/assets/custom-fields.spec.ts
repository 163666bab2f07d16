import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';

interface Versioned {
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
  facilityId = (await manager.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
});

const define = async (body: object) => (await manager.post('/v1/custom-fields').send(body).expect(201)).body;
const onField = ({ id, version }: Versioned, verb: string) =>
  manager.post(`/v1/custom-fields/${id}/${verb}`).set('If-Match', `"${version}"`);
const change = ({ id, version }: Versioned, body: object) =>
  manager.patch(`/v1/custom-fields/${id}`).set('If-Match', `"${version}"`).send(body);
const remove = ({ id, version }: Versioned) =>
  manager.delete(`/v1/custom-fields/${id}`).set('If-Match', `"${version}"`);
const add = (customFields?: object) =>
  manager.post('/v1/equipment').send({ facilityId, ...aMachine(), ...(customFields && { customFields }) });
const edit = ({ id, version }: Versioned, body: object) =>
  manager.patch(`/v1/equipment/${id}`).set('If-Match', `"${version}"`).send(body);
const faults = ({ body }: { body: { errors: { pointer: string; code: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort();

describe('fields that an account defines', () => {
  it('have a stable key, and options where they are a choice', async () => {
    const field = await define({
      key: 'doorSide',
      label: 'Door',
      type: 'choice',
      options: ['left', 'right'],
      order: 2,
    });
    expect(field).toMatchObject({ unit: null, required: false, archivedAt: null, version: 1 });
    const { body } = await manager
      .post('/v1/custom-fields')
      .send({ key: 'DOORSIDE', label: 'x', type: 'text' })
      .expect(409);
    expect(body).toMatchObject({ code: 'custom_field.key_taken', existingId: field.id });
    await change(field, { key: 'side' }).expect(400);
    await change(field, { type: 'text' }).expect(400);
    await change(field, { options: [] }).expect(422);
    for (const [key, type, extra] of [
      ['a', 'choice', {}],
      ['b', 'text', { options: ['x'] }],
      ['c', 'text', { unit: 'mm' }],
      ['d-e', 'text', {}],
      ['constructor prototype', 'text', {}],
    ] as const)
      await manager
        .post('/v1/custom-fields')
        .send({ key, label: key, type, ...extra })
        .expect(422);
  });

  it('are asked of machines, by the server and by name', async () => {
    await define({ key: 'stops', label: 'Stops', type: 'number' });
    await define({ key: 'inspected', label: 'Inspected', type: 'date' });
    const wrong = await add({ stops: '6', inspected: '2027-02-29', doorSide: 'top', own: 1 }).expect(422);
    expect(faults(wrong)).toEqual([
      '/customFields/doorSide custom_field.wrong_value',
      '/customFields/inspected custom_field.wrong_value',
      '/customFields/stops custom_field.wrong_value',
    ]);
    const { body } = await add({ stops: 6, inspected: '2028-02-29', doorSide: 'left', own: 1 }).expect(201);
    expect(body.customFields).toEqual({ stops: 6, inspected: '2028-02-29', doorSide: 'left', own: 1 });
    expect(faults(await edit(body, { customFields: { stops: true } }).expect(422))).toHaveLength(1);
  });

  it('that are required are missed when a machine is added or its fields change, not at other changes', async () => {
    const { body: older } = await add().expect(201);
    const field = await define({ key: 'inventoryCode', label: 'Inventory code', type: 'text', required: true });
    expect(faults(await add().expect(422))).toEqual(['/customFields/inventoryCode custom_field.required']);
    const { body } = await edit(older, { notes: 'Painted' }).expect(200);
    await edit(body, { customFields: { stops: 5 } }).expect(422);
    await edit(body, { customFields: { stops: 5, inventoryCode: 'A-7' } }).expect(200);
    await onField(field, 'archive').expect(200);
    await add().expect(201);
  });

  it('do not disappear with values, nor do options: archived ones keep theirs', async () => {
    const field = await define({ key: 'drive', label: 'Drive', type: 'choice', options: ['rope', 'hydraulic'] });
    const { body: machine } = await add({ drive: 'rope' }).expect(201);
    const refused = await remove(field).expect(409);
    expect(refused.body).toMatchObject({ code: 'custom_field.in_use', references: { equipment: 1 } });
    const narrowed = await change(field, { options: ['hydraulic'] }).expect(409);
    expect(narrowed.body).toMatchObject({ code: 'custom_field.option_in_use', count: 1 });
    await change(field, { options: ['rope', 'screw'] }).expect(200);
    const archived = (await onField({ ...field, version: 2 }, 'archive').expect(200)).body;
    expect(archived.archivedAt).toEqual(expect.any(String));
    await add({ drive: 'rope' }).expect(422);
    await edit(machine, { customFields: { drive: 'rope', own: 2 } }).expect(200);
    await onField(archived, 'restore').expect(200);
    const unused = await define({ key: 'mistake', label: 'Mistake', type: 'text' });
    await remove(unused).expect(204);
  });
});

describe('GET /v1/equipment?customFields=', () => {
  const named = async (query: string, client = manager): Promise<string[]> =>
    (await client.get(`/v1/equipment?${query}`).expect(200)).body.data.map(({ id }: Versioned) => id);

  it('finds machines by their values, of each type and together', async () => {
    await define({ key: 'brand', label: 'Brand', type: 'text' });
    await define({ key: 'load', label: 'Load', type: 'number', unit: 'kg' });
    await define({ key: 'glass', label: 'Glass', type: 'boolean' });
    const heavy = (await add({ brand: 'A', load: 630, glass: true }).expect(201)).body.id;
    const light = (await add({ brand: 'A', load: 320.5, glass: false }).expect(201)).body.id;
    expect(await named('customFields=load:630')).toEqual([heavy]);
    expect(await named('customFields=load:320.5')).toEqual([light]);
    expect(await named('customFields=brand:A&sort=createdAt')).toEqual([heavy, light]);
    expect(await named('customFields=brand:A,glass:false')).toEqual([light]);
    expect(await named('customFields=brand:A&customFields=glass:true')).toEqual([heavy]);
    expect(await named('customFields=brand:a')).toEqual([]);
    const own = (await add({ brand: 'B', own: 'x y' }).expect(201)).body.id;
    expect(await named('customFields=own:x%20y')).toEqual([own]);
    for (const odd of ['__proto__:1', 'constructor:1', "own' or 1=1 --:1", 'own:"}'])
      expect(await named(`customFields=${encodeURIComponent(odd)}`)).toEqual([]);
  });

  it.each(['load:heavy', 'load', 'load:1,load:2', 'glass:1'])('refuses %s', async (condition) => {
    const { body } = await manager.get(`/v1/equipment?customFields=${encodeURIComponent(condition)}`).expect(400);
    expect(body.code).toMatch(/^(custom_field.invalid_filter|request.invalid)/);
  });

  it('shows a customer what they see, and no field of another account', async () => {
    const customer = await acme.signIn(await acme.addUser('customer'));
    expect(await named('customFields=brand:A', customer)).toEqual([]);
    const other = await (await provisionTestTenant(testApp)).as('admin');
    expect(await named('customFields=load:heavy', other)).toEqual([]);
    expect((await other.get('/v1/custom-fields').expect(200)).body.data).toEqual([]);
  });
});

describe('fields of work orders', () => {
  let technician: HttpClient;
  const path = '/v1/work-orders';
  const order = (customFields?: object) =>
    manager.post(path).send({ facilityId, ...aWorkOrder(), ...(customFields && { customFields }) });
  const made = async (customFields?: object) => (await order(customFields).expect(201)).body;
  const editOrder = ({ id, version }: Versioned, body: object) =>
    manager.patch(`${path}/${id}`).set('If-Match', `"${version}"`).send(body);
  const found = async (query: string, client = manager): Promise<string[]> =>
    (await client.get(`${path}?${query}`).expect(200)).body.data.map(({ id }: Versioned) => id);

  beforeAll(async () => {
    technician = await acme.signIn(await acme.addUser('technician'));
    await define({ key: 'costCentre', label: 'Cost centre', type: 'text', appliesTo: ['work_order'] });
    await define({ key: 'crewSize', label: 'Crew', type: 'number', appliesTo: ['work_order', 'equipment'] });
  });

  it('are judged when work orders are made, alone and in bulk, and changed; those of machines are not asked of them', async () => {
    expect(faults(await order({ costCentre: 4711, crewSize: 'two', stops: 'many' }).expect(422))).toEqual([
      '/customFields/costCentre custom_field.wrong_value',
      '/customFields/crewSize custom_field.wrong_value',
    ]);
    expect(faults(await add({ crewSize: 'two', costCentre: 4711 }).expect(422))).toEqual([
      '/customFields/crewSize custom_field.wrong_value',
    ]);
    const items = [{ crewSize: 2 }, { crewSize: '2' }].map((customFields) => ({
      facilityId,
      ...aWorkOrder(),
      customFields,
    }));
    const { body: bulk } = await manager.post(`${path}/bulk`).send({ items }).expect(207);
    expect(bulk.items.map(({ status }: { status: number }) => status)).toEqual([201, 422]);
    const work = await made({ crewSize: 2, zone: 'B', a: true });
    expect(faults(await editOrder(work, { customFields: { crewSize: true } }).expect(422))).toHaveLength(1);
    const edited = (await editOrder(work, { customFields: { zone: 'C', crewSize: 3 } }).expect(200)).body;
    expect(edited).toMatchObject({ version: 2, customFields: { zone: 'C', crewSize: 3 } });
    expect((await editOrder(edited, { customFields: { crewSize: 3, zone: 'C' } }).expect(200)).body.version).toBe(2);
    const lines = (await manager.get(`${path}/${work.id}/history`).expect(200)).body.data;
    expect(lines.map(({ action }: { action: string }) => action)).toEqual(['created', 'custom_fields_changed']);
  });

  it('are answered alike by a creation, a change and a read, whatever the order of names', async () => {
    const customFields = { zone: 'B', crewSize: 2, ä: 'x', a: 'y', b: 1.5, '10': 'z' };
    const answer = await order(customFields).expect(201);
    const read = await manager.get(`${path}/${answer.body.id}`).expect(200);
    expect([read.text, read.headers['etag']]).toEqual([answer.text, answer.headers['etag']]);
    const change = await editOrder(answer.body, { customFields: { zone: 1, bb: 2 } }).expect(200);
    expect((await manager.get(`${path}/${answer.body.id}`).expect(200)).text).toBe(change.text);
  });

  it('find work orders, among those that the caller sees', async () => {
    const billed = await made({ costCentre: 'A 1', crewSize: 4 });
    const other = await made({ costCentre: 'A 1', crewSize: 5 });
    expect(await found('customFields=costCentre:A%201&sort=createdAt')).toEqual([billed.id, other.id]);
    expect(await found('customFields=costCentre:A%201,crewSize:5')).toEqual([other.id]);
    expect(await found('customFields=costCentre:A%201', technician)).toEqual([]);
    expect((await manager.get(`${path}?customFields=crewSize:few`).expect(400)).body.code).toBe(
      'custom_field.invalid_filter',
    );
  });

  it('go over to a follow-up, also from a field that is archived since', async () => {
    const field = await define({ key: 'shift', label: 'Shift', type: 'text', appliesTo: ['work_order'] });
    const original = await made({ shift: 'night', costCentre: 'B' });
    await onField(field, 'archive').expect(200);
    await order({ shift: 'day' }).expect(422);
    const { body } = await manager.post(`${path}/${original.id}/follow-ups`).send({ withParts: false }).expect(201);
    expect(body.customFields).toEqual({ shift: 'night', costCentre: 'B' });
  });

  it('are missed where they are required, and do not disappear with values', async () => {
    const older = await made();
    const field = await define({
      key: 'permit',
      label: 'Permit',
      type: 'choice',
      options: ['hot', 'cold'],
      required: true,
      appliesTo: ['work_order'],
    });
    expect(faults(await order().expect(422))).toEqual(['/customFields/permit custom_field.required']);
    await add().expect(201);
    await editOrder(older, { priority: 'low' }).expect(200);
    await made({ permit: 'hot' });
    expect((await remove(field).expect(409)).body.references).toEqual({ workOrders: 1 });
    expect((await change(field, { options: ['cold'] }).expect(409)).body.count).toBe(1);
    await change(field, { appliesTo: ['equipment'] }).expect(400);
    const { body } = await manager.get('/v1/custom-fields?appliesTo=work_order&archived=false').expect(200);
    expect(body.data.map(({ key }: { key: string }) => key).sort()).toEqual(['costCentre', 'crewSize', 'permit']);
  });
});

import type { HttpClient } from '#libs/testing';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;

beforeAll(async () => {
  site = await WorkOrderSite.open();
});

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const crane = { kind: 'subcontractor', description: 'Crane', cost: eur('120.10') };

const add = (workOrderId: string, body: object = crane, client: HttpClient = site.manager) =>
  client.post(`/v1/work-orders/${workOrderId}/cost-lines`).send(body);
const totalsOf = async (id: string) => (await site.manager.get(`/v1/work-orders/${id}/costs`).expect(200)).body.totals;

describe('other costs of a work order', () => {
  it('are added, changed and removed, in its history, and count in its total', async () => {
    const { id } = await site.created();
    const { body: line, headers } = await add(id).expect(201);
    expect(headers['location']).toBe(`/v1/cost-lines/${line.id}`);
    await add(id, { kind: 'travel', description: 'Ferry', cost: eur('0.20') }).expect(201);
    await add(id, { kind: 'other', description: 'Visa', cost: { amount: '700', currency: 'JPY' } }).expect(201);
    expect(await totalsOf(id)).toEqual([
      {
        currency: 'EUR',
        labourCost: eur('0.00'),
        partsCost: eur('0.00'),
        otherCost: eur('120.30'),
        totalCost: eur('120.30'),
      },
      expect.objectContaining({ currency: 'JPY', totalCost: { amount: '700.00', currency: 'JPY' } }),
    ]);
    const path = `/v1/cost-lines/${line.id}`;
    const { body: changed } = await site.manager
      .patch(path)
      .set('If-Match', '"1"')
      .send({ cost: eur('99.90') })
      .expect(200);
    expect(changed).toMatchObject({ ...crane, cost: eur('99.90'), version: 2 });
    await site.manager.delete(path).set('If-Match', '"1"').expect(412);
    await site.manager.delete(path).set('If-Match', '"2"').expect(204);
    expect((await totalsOf(id))[0].otherCost).toEqual(eur('0.20'));
    const lines = (await site.history(id)).filter(({ action }: { action: string }) => action.startsWith('cost_'));
    const told = lines.map(({ action, oldValue, newValue }: Record<string, unknown>) => [action, oldValue, newValue]);
    expect(told).toEqual([
      ['cost_added', null, line.id],
      ['cost_added', null, expect.any(String)],
      ['cost_added', null, expect.any(String)],
      ['cost_changed', line.id, line.id],
      ['cost_removed', line.id, null],
    ]);
  });

  it('are seen with the work order alone, and their amounts by those who may see costs', async () => {
    const bob = await site.person('technician');
    const { id } = await site.created({ assigneeId: bob.id });
    const { body: line } = await add(id).expect(201);
    const { body } = await bob.client.get(`/v1/work-orders/${id}/cost-lines`).expect(200);
    expect(body.data).toEqual([{ ...line, cost: null }]);
    await add(id, crane, bob.client).expect(403);
    await site.technician.client.get(`/v1/work-orders/${id}/cost-lines`).expect(404);
    await site.technician.client.get(`/v1/cost-lines/${line.id}`).expect(404);
    await add('01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111').expect(404);
  });

  it.each([
    ['a kind that there is not', { kind: 'gift' }, '/kind'],
    ['a negative amount', { cost: eur('-1') }, '/cost/amount'],
    ['parts of a cent', { cost: eur('1.005') }, '/cost/amount'],
  ])('are refused with %s', async (_what, wrong, pointer) => {
    const { id } = await site.created();
    const { body } = await add(id, { ...crane, ...wrong }).expect(422);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  });
});

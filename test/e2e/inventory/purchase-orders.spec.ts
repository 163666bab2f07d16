import { mailTo } from '../../support/kept-mails.js';
import { readPdf } from '../../support/pdf-text.js';
import { makeKey } from '../identity/api-key-calls.js';
import { PurchaseDesk } from './purchase-desk.js';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
let desk: PurchaseDesk;
const usd = (amount: string) => ({ amount, currency: 'USD' });

beforeAll(async () => {
  // with the jobs that send mails
  room = await StockRoom.open({ environment: {} });
  desk = new PurchaseDesk(room);
});

describe('a draft', () => {
  it('is numbered, priced and totalled exactly, and read back with its lines', async () => {
    const [bolt, nut, washer] = [
      await room.part({ unitPrice: usd('0.10') }),
      await room.part({ unitPrice: usd('9.99') }),
      await room.part(),
    ];
    const supplierId = await room.supplier('Schrauben Berg', { contact: 'Ada', leadDays: 10 });
    await room.supply(nut, supplierId, { unitPrice: usd('0.07'), supplierPartNumber: 'N-7' });
    const lines = [
      { partId: bolt, quantity: 3 },
      { partId: nut, quantity: 10 },
      { partId: washer, quantity: 1, unitPrice: usd('0.03'), notes: 'In one box' },
    ];
    const { body, headers } = await desk.post({ supplierId, lines, notes: 'Gate 3' }).expect(201);
    expect(body).toMatchObject({
      ...{ status: 'draft', supplierId, supplierName: 'Schrauben Berg', supplierContact: 'Ada', notes: 'Gate 3' },
      ...{ currency: 'USD', totalCost: usd('1.03'), version: 1, submittedAt: null },
      lines: [
        { lineNumber: 1, partId: bolt, quantity: 3, unitPrice: usd('0.10'), totalCost: usd('0.30') },
        { lineNumber: 2, partId: nut, supplierPartNumber: 'N-7', unitPrice: usd('0.07'), totalCost: usd('0.70') },
        { lineNumber: 3, partId: washer, notes: 'In one box', quantityReceived: 0, totalCost: usd('0.03') },
      ],
    });
    expect(body.orderNumber).toMatch(/^PO-\d{4}-\d{4}$/);
    expect(Date.parse(body.expectedDate) - Date.now()).toBeGreaterThan(8.9 * 86_400_000);
    expect((await room.manager.get(headers['location']!).expect(200)).body).toEqual(body);
  });

  it('is changed with the version that was seen, also where only its lines differ', async () => {
    const order = await desk.draft([1, 2]);
    const path = `/v1/purchase-orders/${order.id}`;
    const patch = (version: number, body: object) =>
      room.manager.patch(path).set('If-Match', `"${version}"`).send(body);
    const swapped = [
      { partId: order.lines[0]!.partId, quantity: 2, unitPrice: usd('2.50') },
      { partId: order.lines[1]!.partId, quantity: 1, unitPrice: usd('2.50') },
    ];
    const { body } = await patch(1, { lines: swapped }).expect(200);
    expect(body).toMatchObject({ version: 2, totalCost: usd('7.50'), lines: [{ quantity: 2 }, { quantity: 1 }] });
    await patch(1, { lines: swapped }).expect(412);
    await patch(2, { notes: 'New' }).expect(200);
    await desk.does({ ...order, version: 3 }, 'submit');
    expect((await patch(4, { notes: 'Late' }).expect(409)).body).toMatchObject({
      code: 'purchase_order.invalid_transition',
      currentStatus: 'ordered',
      possibleTransitions: ['receive', 'cancel', 'send'],
    });
  });

  it.each([
    [{ quantity: 0 }, 'quantity', 'field.too_small'],
    [{ quantity: -1 }, 'quantity', 'field.too_small'],
    [{ quantity: 2_147_483_648 }, 'quantity', 'field.too_large'],
    [{ quantity: 1.5 }, 'quantity', 'field.type'],
    [{ unitPrice: usd('1.005') }, 'unitPrice/amount', 'field.pattern'],
    [{ unitPrice: usd('-1.00') }, 'unitPrice/amount', 'field.pattern'],
    [{ unitPrice: { amount: '1.00', currency: 'EUR' } }, 'unitPrice/currency', 'part.other_currency'],
    [{ unitPrice: null }, 'unitPrice', 'field.required'],
  ])('is refused by field: %j', async (wrong, field, code) => {
    const good = { partId: await room.part(), quantity: 1, unitPrice: usd('1.00') };
    const lines = [good, { ...good, partId: await room.part(), ...wrong }];
    const { body } = await desk.post({ supplierId: await room.supplier(), lines }).expect(422);
    expect(body.errors).toMatchObject([{ pointer: `/lines/1/${field}`, code }]);
  });

  it('names parts and suppliers that can be bought from, each part once, in its currency, and costs no more than answers can say', async () => {
    const nobody = '00000000-0000-7000-8000-00000000dead';
    const [part, euro, gone] = [await room.part(), await room.part({ currency: 'EUR' }), await room.part()];
    await room.manager.post(`/v1/parts/${gone}/deactivate`).set('If-Match', '"1"').expect(200);
    const supplierId = await room.supplier();
    const closed = await room.supplier();
    await room.manager.post(`/v1/suppliers/${closed}/deactivate`).set('If-Match', '"1"').expect(200);
    const line = (partId: string, amount = '1.00', quantity = 1) => ({ partId, quantity, unitPrice: usd(amount) });
    for (const [body, status, code, pointer] of [
      [{ supplierId: nobody, lines: [line(part)] }, 422, 'supplier.unknown', '/supplierId'],
      [{ supplierId: closed, lines: [line(part)] }, 422, 'supplier.inactive', '/supplierId'],
      [{ supplierId, lines: [line(part), line(nobody)] }, 422, 'part.unknown', '/lines/1/partId'],
      [{ supplierId, lines: [line(gone)] }, 409, 'part.inactive', '/lines/0/partId'],
      [{ supplierId, lines: [line(euro)] }, 422, 'part.other_currency', '/lines/0/partId'],
      [{ supplierId, lines: [line(part, '99999999.99', 2)] }, 422, 'purchase_order.too_large', '/lines'],
      [{ supplierId, lines: [] }, 422, 'field.too_few_items', '/lines'],
    ] as const) {
      const answer = await desk.post(body);
      expect([answer.status, answer.body.errors]).toMatchObject([status, [{ pointer, code }]]);
    }
    const twice = await desk.post({ supplierId, lines: [line(part), line(part.toUpperCase())] }).expect(422);
    expect(twice.body.errors).toMatchObject([{ pointer: '/lines/1/partId', code: 'field.duplicate_items' }]);
  });

  it('is made by managers alone, and shows no costs to whoever may not see them', async () => {
    const order = await desk.draft([1]);
    for (const role of ['employee', 'technician', 'customer'] as const)
      await desk.post({ supplierId: order.id, lines: [] }, await room.tenant.as(role)).expect(403);
    await (await room.tenant.as('technician')).get(`/v1/purchase-orders/${order.id}`).expect(403);
  });
});

describe('numbers', () => {
  const numbers = async () => {
    const rows = await room.query<{ n: number }>(
      `select substr(order_number, 9)::int as n from tenant.purchase_orders order by 1`,
    );
    return rows.map(({ n }) => n);
  };

  it('have neither gaps nor doubles after fifty orders at once, of which some are rolled back', async () => {
    const [supplierId, part] = [await room.supplier(), await room.part()];
    const lines = [{ partId: part, quantity: 1, unitPrice: usd('1.00') }];
    // the text is refused by the database, after the number was taken
    await room.query(`alter table tenant.purchase_order_lines add constraint unlucky check (notes <> 'unlucky')`);
    const sent = Array.from({ length: 50 }, (_, n) =>
      desk.post({ supplierId, lines: n % 3 === 0 ? [{ ...lines[0]!, notes: 'unlucky' }] : lines }),
    );
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    await room.query('alter table tenant.purchase_order_lines drop constraint unlucky');
    expect(statuses.filter((status) => status === 201)).toHaveLength(33);
    const all = await numbers();
    expect(all).toEqual(Array.from({ length: all.length }, (_, n) => n + 1));
  });

  it('are those of the year that it is where the account is', async () => {
    const { orderNumber } = await desk.draft([1]);
    expect(orderNumber.slice(3, 7)).toBe(String(new Date().getUTCFullYear()));
  });
});

describe('approval', () => {
  const pending = async (price = '100.01') => {
    await desk.set({ purchaseApprovalLimit: usd('100.00') });
    return desk.does(await desk.draft([1], price), 'submit');
  };
  afterEach(() => desk.set({ purchaseApprovalLimit: null }));

  it('is needed above the limit, and given by somebody else', async () => {
    const order = await pending();
    expect(order).toMatchObject({ status: 'pending_approval', orderedAt: null });
    const own = await desk.act(order, 'approve').expect(403);
    expect(own.body.code).toBe('purchase_order.own_approval');
    await desk.act(order, 'receive', {}).expect(409);
    const other = await room.tenant.as('admin');
    const { id: approvedById } = (await other.get('/v1/me').expect(200)).body;
    expect(await desk.does(order, 'approve', undefined, other)).toMatchObject({ status: 'ordered', approvedById });
  });

  it('is needed neither at the limit nor without one, and always in another currency', async () => {
    expect(await pending('100.00')).toMatchObject({ status: 'ordered' });
    const part = await room.part({ currency: 'EUR' });
    const lines = [{ partId: part, quantity: 1, unitPrice: { amount: '0.01', currency: 'EUR' } }];
    const { body } = await desk.post({ supplierId: await room.supplier(), currency: 'EUR', lines }).expect(201);
    expect(await desk.does(body, 'submit')).toMatchObject({ status: 'pending_approval' });
    await desk.set({ purchaseApprovalLimit: null });
    expect(await desk.ordered([1_000], '9999.99')).toMatchObject({ status: 'ordered', approvedAt: null });
  });

  it('is refused to whoever submitted the order, by an API key as well', async () => {
    await desk.set({ purchaseApprovalLimit: usd('100.00') });
    const admin = await room.tenant.as('admin');
    const order = await desk.does(await desk.draft([1], '100.01'), 'submit', undefined, admin);
    const { key } = await makeKey(admin, ['purchase_orders:read', 'purchase_orders:approve']);
    const refused = await desk.act(order, 'approve', undefined, room.testApp.withToken(key)).expect(403);
    expect(refused.body.code).toBe('purchase_order.own_approval');
    expect(await desk.does(order, 'approve')).toMatchObject({ status: 'ordered' });
  });

  it('may be refused with a reason, which makes a draft of it again', async () => {
    const order = await pending();
    const rejected = await desk.does(order, 'reject', { reason: 'Too dear' }, await room.tenant.as('admin'));
    expect(rejected).toMatchObject({ status: 'draft', rejectReason: 'Too dear', submittedById: null });
    expect(await desk.does(rejected, 'submit')).toMatchObject({ status: 'pending_approval', rejectReason: null });
  });
});

describe('what is late', () => {
  it('is ordered, expected before today, and not all there', async () => {
    const dates = ['2020-01-31', '2020-01-31', '2099-01-31', null];
    const supplierId = await room.supplier();
    const orders = [];
    for (const expectedDate of dates) {
      const lines = [{ partId: await room.part(), quantity: 1, unitPrice: usd('1.00') }];
      const { body } = await desk.post({ supplierId, expectedDate, lines }).expect(201);
      orders.push(await desk.does(body, 'submit'));
    }
    await desk.act(orders[1]!, 'receive', {}).expect(200);
    const found = async (late: boolean) => {
      const { body } = await room.manager
        .get('/v1/purchase-orders')
        .query({ supplierId, late, sort: 'createdAt' })
        .expect(200);
      return body.data.map(({ id }: { id: string }) => id);
    };
    expect(await found(true)).toEqual([orders[0]!.id]);
    expect(await found(false)).toEqual(orders.slice(1).map(({ id }) => id));
  });
});

describe('an order for its supplier', () => {
  const bytesOf = async (id: string, client = room.manager) => {
    const answer = await client
      .get(`/v1/purchase-orders/${id}/pdf`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    return answer;
  };

  it('is printed with its lines, amounts and notes; without prices for those who see none', async () => {
    const supplierId = await room.supplier('Łódź Aufzugteile');
    const part = await room.part({ name: 'Türantrieb' });
    await room.supply(part, supplierId, { supplierPartNumber: 'TA-7' });
    const lines = [{ partId: part, quantity: 3, unitPrice: usd('1234.50') }];
    const { body: order } = await desk.post({ supplierId, lines, notes: 'Gate 3' }).expect(201);
    const draft = await bytesOf(order.id);
    expect(draft.headers['content-type']).toBe('application/pdf');
    expect(draft.headers['content-disposition']).toBe(`attachment; filename="${order.orderNumber}.pdf"`);
    expect((await readPdf(draft.body)).title).toBe(`Purchase order ${order.orderNumber} – Draft: not ordered yet`);
    await desk.does(order, 'submit');
    const { title, pages } = await readPdf((await bytesOf(order.id)).body);
    expect(title).toBe(`Purchase order ${order.orderNumber}`);
    for (const said of ['Łódź Aufzugteile', 'Türantrieb', 'TA-7', '$1,234.50', '$3,703.50', 'Gate 3'])
      expect(pages[0]).toContain(said);
    const reader = await makeKey(await room.tenant.as('admin'), ['purchase_orders:read']);
    const hidden = await readPdf((await bytesOf(order.id, room.tenant.testApp.withToken(reader.key))).body);
    expect(hidden.pages[0]).toContain('Türantrieb');
    expect(hidden.pages[0]).not.toMatch(/1,234|3,703|Price|Total/);
  });

  it('is mailed to the address that the supplier has, as it is printed, and can be mailed again', async () => {
    const email = `orders-${Date.now()}@parts.example`;
    const supplierId = await room.supplier('Mailed', { email });
    const order = await desk.does(await desk.draft([2], '2.50', supplierId), 'submit');
    const { body } = await desk.act(order, 'send').expect(200);
    expect(body).toMatchObject({ status: 'ordered', sentTo: email, sentAt: expect.any(String), version: 3 });
    const mail = await mailTo(room.tenant.testApp, email);
    expect(mail.subject).toContain(order.orderNumber);
    expect(mail.attachment).toMatchObject({ fileName: `${order.orderNumber}.pdf`, contentType: 'application/pdf' });
    const { pages } = await readPdf(Buffer.from(mail.attachment!.content, 'base64'));
    expect(pages[0]).toContain('$5.00');
    await desk.act({ ...order, version: 2 }, 'send').expect(412);
    await desk.act({ ...order, version: 3 }, 'send').expect(200);
    await mailTo(room.tenant.testApp, email, 2);
  });

  it('is mailed neither as a draft nor where there is no address', async () => {
    const supplierId = await room.supplier('Without address', { email: null });
    const draft = await desk.draft([2], '2.50', supplierId);
    expect((await desk.act(draft, 'send').expect(409)).body.code).toBe('purchase_order.invalid_transition');
    const order = await desk.does(draft, 'submit');
    expect((await desk.act(order, 'send').expect(409)).body.code).toBe('purchase_order.supplier_without_address');
    expect((await room.manager.get(`/v1/purchase-orders/${order.id}`)).body).toMatchObject({
      sentAt: null,
      version: 2,
    });
  });
});

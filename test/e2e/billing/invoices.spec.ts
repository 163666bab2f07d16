import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { operatorClient } from './operator-client.js';

let testApp: TestApp;
let acme: TestTenant;
let operator: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  acme = await provisionTestTenant(testApp);
  await provisionTestTenant(testApp);
  operator = await operatorClient(acme);
  const { id: planId } = (await testApp.anonymous.get('/v1/plans').expect(200)).body.plans[0];
  const subscription = { tenantId: acme.ref.id, planId, billingCycle: 'monthly', reason: 'signed' };
  await operator.post('/admin/v1/subscriptions').send(subscription).expect(201);
});

const query = (text: string, values: unknown[] = []) => testApp.database.query(text, values);
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const anInvoice = (tenant: TestTenant, given: object = {}) => ({
  tenantId: tenant.ref.id,
  lines: [{ description: 'Professional, December', quantity: 3, unitPrice: eur('33.33') }],
  taxRate: '7.5',
  reason: 'for December',
  ...given,
});

interface Issued {
  readonly id: string;
  readonly invoiceNumber: string;
  readonly version: number;
  readonly [name: string]: unknown;
}

const issue = (given: object = {}, tenant = acme) => operator.post('/admin/v1/invoices').send(anInvoice(tenant, given));
const issued = async (given: object = {}, tenant = acme) => (await issue(given, tenant).expect(201)).body as Issued;
const act = ({ id, version }: Issued, verb: string, given: object = {}) =>
  operator
    .post(`/admin/v1/invoices/${id}/${verb}`)
    .set('If-Match', `"${version}"`)
    .send({ reason: `to ${verb}`, ...given });
const paid = async () => (await act(await issued(), 'mark-paid').expect(200)).body as Issued;

describe('an invoice', () => {
  it('is issued as a whole, exact to the cent, to the name of the tenant', async () => {
    const invoice = await issued({ dueDate: '2026-12-31', notes: 'Order 4711' });
    expect(invoice).toMatchObject({
      ...{ kind: 'invoice', status: 'open', taxRate: '7.50', dueDate: '2026-12-31', notes: 'Order 4711' },
      ...{ amount: eur('99.99'), tax: eur('7.50'), total: eur('107.49'), tenantSlug: acme.slug, paidAt: null },
      lines: [{ description: 'Professional, December', quantity: 3, unitPrice: eur('33.33'), amount: eur('99.99') }],
    });
    const [tenant] = await query('select name from tenants where id = $1', [acme.ref.id]);
    expect(invoice['billedTo']).toBe(tenant!['name']);
    const log = await query(`select action, reason from platform_audit_logs where resource_id = $1`, [invoice.id]);
    expect(log).toEqual([{ action: 'issue', reason: 'for December' }]);
  });

  it.each([
    ['no lines', { lines: [] }, '/lines', 'field.too_few_items'],
    [
      'a negative price',
      { lines: [{ description: 'x', quantity: 1, unitPrice: eur('-1.00') }] },
      '/lines/0/unitPrice/amount',
      'field.pattern',
    ],
    [
      'a price as a number',
      { lines: [{ description: 'x', quantity: 1, unitPrice: { amount: 1.5, currency: 'EUR' } }] },
      '/lines/0/unitPrice/amount',
      'field.type',
    ],
    [
      'half a piece',
      { lines: [{ description: 'x', quantity: 1.5, unitPrice: eur('1.00') }] },
      '/lines/0/quantity',
      'field.type',
    ],
    ['a tax of 101 %', { taxRate: '101' }, '/taxRate', 'field.pattern'],
    ['a tax of a thousandth', { taxRate: '7.125' }, '/taxRate', 'field.pattern'],
    [
      'too much',
      { lines: [{ description: 'x', quantity: 1_000_000, unitPrice: eur('100.00') }] },
      '/lines',
      'invoice.too_large',
    ],
    ['an unknown tenant', { tenantId: crypto.randomUUID() }, '/tenantId', 'tenant.unknown'],
  ])('of %s is refused at its field, and takes no number', async (_, given, pointer, code) => {
    const before = await issued();
    const { body } = await issue(given).expect(422);
    expect(body.errors[0]).toMatchObject({ pointer, code });
    expect(Number((await issued()).invoiceNumber.slice(4))).toBe(Number(before.invoiceNumber.slice(4)) + 1);
  });

  it('in two currencies is refused at the second', async () => {
    const line = (currency: string) => ({ description: 'x', quantity: 1, unitPrice: { amount: '1.00', currency } });
    const { body } = await issue({ lines: [line('EUR'), line('USD')] }).expect(422);
    expect(body.errors[0]).toMatchObject({ pointer: '/lines/1/unitPrice', code: 'money.currency_mismatch' });
  });
});

describe('numbers of invoices', () => {
  it('have no gaps over all tenants, of fifty at once, some of which are refused', async () => {
    const other = await provisionTestTenant(testApp);
    const first = Number((await issued()).invoiceNumber.slice(4));
    const bad = { tenantId: crypto.randomUUID() };
    const all = Array.from({ length: 50 }, (_, n) => issue(n % 5 === 4 ? bad : {}, n % 2 ? acme : other));
    const made = (await Promise.all(all)).filter(({ status }) => status === 201);
    expect(made).toHaveLength(40);
    const numbers = made.map(({ body }) => Number((body.invoiceNumber as string).slice(4))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, n) => first + 1 + n));
  });

  it('are given once to a request that is sent twice', async () => {
    const key = crypto.randomUUID();
    const send = () => issue().set('Idempotency-Key', key);
    const [one, two] = [await send().expect(201), await send().expect(201)];
    expect(two.body).toEqual(one.body);
  });
});

describe('what becomes of an invoice', () => {
  it('is paid once, or void once', async () => {
    const invoice = await issued();
    const answers = await Promise.all(['mark-paid', 'void', 'mark-paid', 'void'].map((verb) => act(invoice, verb)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const { body } = await operator.get(`/admin/v1/invoices/${invoice.id}`).expect(200);
    expect([body.paidAt, body.voidedAt].filter(Boolean)).toHaveLength(1);
    for (const verb of ['mark-paid', 'void']) {
      const refused = await act(body as Issued, verb).expect(409);
      expect(refused.body).toMatchObject({ code: 'invoice.invalid_transition', currentStatus: body.status });
    }
  });

  it('is credited once, after it was paid, by a note with a number of its own', async () => {
    await act(await issued(), 'credit').expect(409);
    const invoice = await paid();
    const notes = await Promise.all([act(invoice, 'credit'), act(invoice, 'credit'), act(invoice, 'credit')]);
    expect(notes.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const note = notes.find(({ status }) => status === 200)!.body as Issued;
    expect(note).toMatchObject({ kind: 'credit_note', creditsId: invoice.id, status: 'open', total: invoice['total'] });
    expect(note.invoiceNumber).toMatch(/^CN-\d{6}$/);
    const { body } = await operator.get(`/admin/v1/invoices/${invoice.id}`).expect(200);
    expect(body).toMatchObject({ status: 'paid', creditedAt: expect.any(String) });
    await act(body as Issued, 'credit').expect(409);
    const returned = (await act(note, 'mark-paid').expect(200)).body as Issued;
    await act(returned, 'credit').expect(409);
  });
});

describe('an issued invoice', () => {
  const changes: Record<string, string> = {
    tenant_id: `(select id from tenants where id <> t.tenant_id limit 1)`,
    subscription_id: '(select id from subscriptions limit 1)',
    kind: `'credit_note'`,
    invoice_number: `'INV-999999'`,
    stripe_invoice_id: `'in_1'`,
    billed_to: `'Somebody else'`,
    lines: `'[]'`,
    amount: `amount + 1, total = total + 1`,
    tax_rate: '0',
    tax: `tax + 1, total = total + 1`,
    total: `total + 1, amount = amount + 1`,
    currency: `'USD'`,
    notes: `'more'`,
    due_date: `'2030-01-01'`,
    issued_at: `now()`,
    credits_id: 'id',
    created_at: `now()`,
    id: 'gen_random_uuid()',
  };

  it.each(Object.keys(changes))('keeps its %s, also where somebody writes SQL', async (column) => {
    const { id } = await issued();
    const read = () => query('select * from invoices where id = $1', [id]);
    const before = await read();
    const write = query(`update invoices as t set ${column} = ${changes[column]!} where id = $1`, [id]);
    await expect(write).rejects.toThrow('is issued and cannot be changed');
    expect(await read()).toEqual(before);
  });

  it('has no column that neither stays nor stands in this file', async () => {
    const named = `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'invoices'`;
    const columns = (await query(named)).map(({ name }) => name as string);
    const open = ['status', 'paid_at', 'voided_at', 'credited_at', 'invoice_pdf_url', 'version', 'updated_at'];
    expect(columns.sort()).toEqual([...Object.keys(changes), ...open].sort());
  });

  it('is never deleted, opened again, or paid at another time', async () => {
    const { id } = await paid();
    for (const write of [
      'delete from invoices where id = $1',
      `update invoices set status = 'open' where id = $1`,
      `update invoices set status = 'draft' where id = $1`,
      `update invoices set status = 'void' where id = $1`,
      `update invoices set paid_at = null where id = $1`,
      `update invoices set paid_at = now() + interval '1 day' where id = $1`,
    ])
      await expect(query(write, [id])).rejects.toThrow('is issued and cannot be');
  });

  it('has no route that changes what it says', async () => {
    const { id } = await issued();
    for (const send of [operator.patch(`/admin/v1/invoices/${id}`), operator.put(`/admin/v1/invoices/${id}`)])
      await send.send({ notes: 'x' }).expect(405);
    await operator.delete(`/admin/v1/invoices/${id}`).expect(405);
  });
});

describe('invoices of an account', () => {
  it('are read by its administrators alone, and no other account', async () => {
    const [mine, other] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
    const invoice = await issued({}, mine);
    const admin = await mine.as('admin');
    const { body } = await admin.get('/v1/invoices').expect(200);
    expect(body.data).toMatchObject([{ id: invoice.id, invoiceNumber: invoice.invoiceNumber, total: eur('107.49') }]);
    expect(JSON.stringify(body)).not.toContain('tenant');
    await admin.get(`/v1/invoices/${invoice.id}`).expect(200);
    const stranger = await other.as('admin');
    expect((await stranger.get('/v1/invoices').expect(200)).body.data).toEqual([]);
    const [theirs, nobodys] = [invoice.id, crypto.randomUUID()].map((id) => stranger.get(`/v1/invoices/${id}`));
    const withoutPath = ({ instance: _, requestId: __, ...rest }: Record<string, unknown>) => rest;
    expect(withoutPath((await theirs!.expect(404)).body)).toEqual(withoutPath((await nobodys!.expect(404)).body));
    const roles = await Promise.all(['manager', 'employee', 'technician', 'customer'].map((role) => mine.as(role)));
    const answers = await Promise.all(roles.map((client) => client.get('/v1/invoices')));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  it('are read by operators of the support, and changed by none of them', async () => {
    const support = await operatorClient(acme, 'support');
    const { id } = await issued();
    await support.get(`/admin/v1/invoices/${id}`).expect(200);
    await support.post('/admin/v1/invoices').send(anInvoice(acme)).expect(403);
    for (const verb of ['mark-paid', 'void', 'credit'])
      await support.post(`/admin/v1/invoices/${id}/${verb}`).set('If-Match', '"1"').send({ reason: 'x' }).expect(403);
    const admin = await acme.as('admin');
    await admin.post('/admin/v1/invoices').send(anInvoice(acme)).expect(401);
  });
});

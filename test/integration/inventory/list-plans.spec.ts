import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { partList } from '../../../src/contexts/inventory/parts/application/part.queries.js';
import { partSupplierList } from '../../../src/contexts/inventory/suppliers/application/part-supplier.queries.js';
import { supplierList } from '../../../src/contexts/inventory/suppliers/application/supplier.queries.js';
import { purchaseOrderList } from '../../../src/contexts/inventory/purchasing/application/purchase-order.queries.js';
import { reorderList } from '../../../src/contexts/inventory/purchasing/application/reorder.queries.js';
import { stockAtLocationList } from '../../../src/contexts/inventory/stock/application/part-stock.queries.js';
import { stockLocationList } from '../../../src/contexts/inventory/stock/application/stock-location.queries.js';
import { movementList } from '../../../src/contexts/inventory/stock/application/stock-movement.queries.js';
import { expectInOrder, ListPlans } from '../../support/list-plans.js';

const PARTS = 10_000;
const partId = '00000000-0000-7000-8000-000000000007';
const locationId = '00000000-0000-7000-8000-000000000001';

const rows = [
  `insert into S.inventory_parts (id, part_number, name, category, manufacturer, supplier_name, supplier_part_number, quantity_in_stock, reorder_level, is_active, updated_at)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'P-' || n || '/A', 'Part ' || n, 'Category ' || n % 50,
      'Maker ' || n % 50, 'Supplier ' || n % 50, 'S.' || n || '.9', n % 300, 20, n % 40 > 0, now() - n * interval '1 minute'
    from generate_series(1, ${PARTS}) n`,
  `insert into S.stock_locations (name) select 'Van ' || n from generate_series(1, 500) n`,
  `insert into S.inventory_transactions (part_id, transaction_type, quantity, unit_price, total_cost, created_at)
    select p.id, case when n % 50 = 0 then 'adjustment' else 'purchase' end, 3, 1, 3, now() - n * interval '1 minute'
    from generate_series(1, 5) n, S.inventory_parts p`,
  `insert into S.inventory_transactions (part_id, location_id, transaction_type, quantity, unit_price, total_cost, created_at)
    select '${partId}', l.id, (array['purchase', 'adjustment', 'return'])[1 + n % 3], 2, 1, 2, now() - n * interval '1 second'
    from generate_series(1, 20) n, S.stock_locations l`,
  `insert into S.inventory_stock (part_id, location_id, quantity, value)
    select part_id, location_id, sum(quantity), sum(total_cost) from S.inventory_transactions group by 1, 2`,
  `insert into S.suppliers (id, name, is_active, updated_at)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Supplier ' || n, n % 40 > 0, now() - n * interval '1 minute'
    from generate_series(1, 2000) n`,
  `insert into S.part_suppliers (part_id, supplier_id, supplier_part_number, is_preferred, created_at, updated_at)
    select p.id, s.id, 'S.' || s.name || '/' || p.part_number, n = 1, now() - n * interval '1 minute', now() - n * interval '1 minute'
    from generate_series(1, 3) n, S.inventory_parts p join S.suppliers s on true where s.name = 'Supplier ' || (1 + (quantity_in_stock * 7 + n * 31) % 2000)`,
  `insert into S.purchase_orders (id, order_number, supplier_name, supplier_id, status, expected_date, created_at, updated_at)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'PO-2026-' || n, 'Supplier', ('00000000-0000-7000-8000-' || lpad((1 + n % 40)::text, 12, '0'))::uuid,
      (array['received', 'received', 'canceled', 'ordered', 'draft'])[1 + n % 5], current_date - n % 100, now() - n * interval '1 minute', now() - n * interval '1 minute'
    from generate_series(1, 8000) n`,
  `insert into S.purchase_order_lines (purchase_order_id, part_id, line_number, quantity_ordered)
    select o.id, p.id, 1, 3 from S.purchase_orders o join S.inventory_parts p on p.part_number = 'P-' || (right(o.id::text, 6)::int % 2000) || '/A'`,
];

let testApp: TestApp;
let tenant: TestTenant;
let plans: ListPlans;

beforeAll(async () => {
  testApp = await createTestApp();
  tenant = await provisionTestTenant(testApp);
  plans = new ListPlans(testApp, tenant);
  const { schema } = tenant.ref;
  for (const statement of rows) await testApp.database.query(statement.replaceAll('S.', `${schema}.`));
  for (const table of [
    'inventory_parts',
    'stock_locations',
    'inventory_transactions',
    'inventory_stock',
    'suppliers',
    'part_suppliers',
    'purchase_orders',
    'purchase_order_lines',
  ])
    await testApp.database.query(`vacuum analyze ${schema}.${table}`);
}, 120_000);

describe('a page, out of many rows', () => {
  it.each([
    ['parts by name', partList, 'name', {}],
    ['parts by number', partList, 'partNumber', {}],
    ['parts by stock', partList, 'quantityInStock', {}],
    ['parts by age', partList, 'createdAt', {}],
    ['parts by change', partList, 'updatedAt', {}],
    ['parts of a category', partList, 'name', { category: 'cAtEgOrY 7' }],
    ['parts of a maker', partList, 'name', { manufacturer: 'MAKER 7' }],
    ['parts of a supplier', partList, 'name', { supplierName: 'supplier 7' }],
    ['active parts', partList, 'name', { active: true }],
    ['inactive parts', partList, 'name', { active: false }],
    ['parts that are low', partList, 'name', { isLow: true }],
    ['parts that are not low', partList, 'name', { isNotLow: true }],
    ['stock locations by name', stockLocationList, 'name', {}],
    ['stock locations by change', stockLocationList, 'updatedAt', {}],
    ['movements', movementList, 'createdAt', {}],
    ['movements of a part', movementList, 'createdAt', { partId }],
    ['movements at a location', movementList, 'createdAt', { locationId }],
    ['movements of a kind', movementList, 'createdAt', { type: 'adjustment' }],
    ['purchase orders', purchaseOrderList, 'createdAt', {}],
    ['purchase orders by number', purchaseOrderList, 'orderNumber', {}],
    ['purchase orders by change', purchaseOrderList, 'updatedAt', {}],
    ['purchase orders of a supplier', purchaseOrderList, 'createdAt', { supplierId: partId }],
    ['purchase orders that are late', purchaseOrderList, 'createdAt', { lateOn: '2090-01-01' }],
    ['purchase orders that are not late', purchaseOrderList, 'createdAt', { notLateOn: '2020-01-01' }],
    ['suppliers by name', supplierList, 'name', {}],
    ['active suppliers', supplierList, 'name', { active: true }],
    ['suppliers by age', supplierList, 'createdAt', {}],
    ['suppliers by change', supplierList, 'updatedAt', {}],
    ['suppliers of parts', partSupplierList, 'createdAt', {}],
    ['suppliers of parts by change', partSupplierList, 'updatedAt', {}],
  ])('of %s is read in the order of an index', (_what, list, sort, filters) =>
    expectInOrder(plans, list, sort, filters),
  );

  it.each(['P-4711/A', 'p4711a', '4711', 's47119'])(
    'of parts found by "%s" looks them up in their index',
    async (q) => {
      const { nodes, pages } = await plans.explain(partList, { limit: 25, sort: 'name', filters: { q } });
      expect(nodes).not.toContain('Seq Scan');
      expect(pages).toBeLessThan(500);
    },
  );

  it("of parts found by a supplier's number looks it up in its index", async () => {
    const filters = { supplierPartNumber: 's supplier 39 p4711a' };
    const { nodes, pages } = await plans.explain(partList, { limit: 25, sort: 'name', filters });
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(50);
  });

  it.each([{ partId }, { supplierId: partId }])(
    'of suppliers of parts by %j reads little more than them',
    async (filters) => {
      const { nodes, pages } = await plans.explain(partSupplierList, { limit: 25, sort: 'createdAt', filters });
      expect(nodes).not.toContain('Seq Scan');
      expect(pages).toBeLessThan(100);
    },
  );

  it('of what to order reads the low parts in their order, and of each what is on order', async () => {
    const { nodes, pages } = await plans.explain(reorderList, { limit: 25, sort: 'name', filters: {} });
    expect(nodes).not.toContain('Seq Scan');
    expect(nodes).not.toContain('Sort');
    expect(pages).toBeLessThan(1_000);
  });

  it('of purchase orders with a part reads little more than them', async () => {
    const { nodes, pages } = await plans.explain(purchaseOrderList, {
      limit: 25,
      sort: 'createdAt',
      filters: { partId },
    });
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(100);
  });

  it('of what lies at a location reads little more than that', async () => {
    const [van] = await testApp.database.query<{ id: string }>(
      `select id from ${tenant.ref.schema}.stock_locations where name = 'Van 7'`,
    );
    const request = { limit: 25, sort: 'name', filters: { locationId: van!.id } };
    const { nodes, pages } = await plans.explain(stockAtLocationList, request);
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(50);
  });
});

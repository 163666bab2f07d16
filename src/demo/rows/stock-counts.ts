import type { DemoDataset } from '../demo-dataset.js';

/** Sheets that wait for somebody to count, at each location that has got parts from the main store. */
export function addStockCounts(dataset: DemoDataset): void {
  const { tenant, calendar } = dataset;
  const at = calendar.at(tenant.timezone, 1, '16:30');
  const times = { created_at: at, updated_at: at };
  for (const [place, name] of tenant.locations) {
    const [id, location_id] = [dataset.id('count', place), dataset.id('location', place)];
    const created_by = dataset.userId(dataset.somebody('manager'));
    dataset.rows.add('stock_counts', {
      id,
      name: `Stock-take: ${name}`,
      location_id,
      is_blind: true,
      status: 'open',
      created_by,
      version: 1,
      ...times,
    });
    for (const [part, quantity] of tenant.transfers.filter(([, , to]) => to === place)) {
      const line = {
        id: dataset.id('count', `${place}/${part}`),
        stock_count_id: id,
        part_id: dataset.id('part', part),
      };
      dataset.rows.add('stock_count_lines', { ...line, expected_quantity: quantity, ...times });
    }
  }
}

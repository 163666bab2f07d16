import type { DemoDataset } from '../demo-dataset.js';

const fields = [
  { key: 'doorType', label: 'Kind of door', field_type: 'choice', options: ['telescopic', 'center', 'swing'] },
  { key: 'stops', label: 'Stops', field_type: 'number' },
  { key: 'formerNumber', label: 'Number before the move', field_type: 'text' },
  { key: 'contractClass', label: 'Class of the old contract', field_type: 'text', isArchived: true },
];

/** What the companies keep about machines beyond the usual. */
export function addCustomFields(dataset: DemoDataset): void {
  const { rows, since } = dataset;
  for (const [index, { options = [], isArchived = false, ...field }] of fields.entries())
    rows.add('custom_fields', {
      ...field,
      id: dataset.id('custom_field', field.key),
      options: JSON.stringify(options),
      position: (index + 1) * 10,
      archived_at: isArchived ? since : null,
      version: 1,
      created_at: since,
      updated_at: since,
    });
}

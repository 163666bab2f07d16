import type { DemoDataset } from '../demo-dataset.js';

/** Manuals, certificates and inspection reports that are stored elsewhere, some about to expire. */
export function addDocuments(dataset: DemoDataset): void {
  const { calendar, rows, since, tenant } = dataset;
  const uploadedBy = dataset.userId(dataset.somebody('employee'));
  for (const { kind, title, file, sizeKb, machines, expiresIn = [] } of tenant.documents) {
    machines.forEach((machine, index) => {
      const days = expiresIn[index];
      rows.add('equipment_documents', {
        id: dataset.id('document', `${title}/${machine}`),
        equipment_id: dataset.id('equipment', machine),
        document_type: kind,
        title,
        file_url: `https://documents.${tenant.slug}.example/${machine.toLowerCase()}/${file}`,
        file_size_kb: sizeKb,
        file_type: 'application/pdf',
        expiry_date: days === undefined ? null : calendar.day(days),
        uploaded_by: uploadedBy,
        created_at: since,
      });
    });
  }
}

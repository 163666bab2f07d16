import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, nullsOf, versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { unknownEquipment, unknownFacility } from '../../assets.refusals.js';

/** The columns that users edit. */
const details = {
  documentType: p.string().nullable(),
  title: p.string(),
  expiryDate: p.date().nullable(),
};

export const DocumentSchema = defineEntity({
  name: 'Document',
  tableName: 'equipment_documents',
  schema: '*',
  properties: {
    ...versioned,
    equipmentId: p.uuid().nullable(),
    facilityId: p.uuid().nullable(),
    ...details,
    uploadId: p.uuid().nullable().hidden(),
    fileUrl: p.text().nullable(),
    fileSizeKb: p.integer().nullable().hidden(),
    fileType: p.string().nullable().hidden(),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
  },
});

export type DocumentDetails = Pick<InferEntity<typeof DocumentSchema>, keyof typeof details>;
export interface NewDocument extends Partial<DocumentDetails> {
  readonly equipmentId?: string | null;
  readonly facilityId?: string | null;
  readonly uploadId: string;
  readonly title: string;
}

/** A manual, warranty or certificate of a machine, or a plan or contract of a facility; certificates expire. */
export class Document extends DocumentSchema.class {
  static create(given: NewDocument, uploadedById: string | null): Document {
    const empty = {
      ...nullsOf(details),
      equipmentId: null,
      facilityId: null,
      fileUrl: null,
      fileSizeKb: null,
      fileType: null,
    };
    return Object.assign(new Document(), empty, given, { id: uuidv7(), uploadedById });
  }

  edit(changes: Partial<DocumentDetails>): void {
    Object.assign(this, changes);
  }
}
DocumentSchema.setClass(Document);

declareConstraint({
  constraint: 'equipment_documents_equipment_id_fkey',
  property: 'equipmentId',
  refusal: unknownEquipment,
});
declareConstraint({
  constraint: 'equipment_documents_facility_id_fkey',
  property: 'facilityId',
  refusal: unknownFacility,
});

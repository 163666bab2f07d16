import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export const EquipmentDocumentSchema = defineEntity({
  name: 'EquipmentDocument',
  tableName: 'equipment_documents',
  schema: '*',
  properties: {
    ...created,
    equipmentId: p.uuid(),
    uploadId: p.uuid().nullable(),
    documentType: p.string().nullable(),
    title: p.string(),
    fileUrl: p.text(),
    fileSizeKb: p.integer().nullable(),
    fileType: p.string().nullable(),
    expiryDate: p.date().nullable(),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
  },
});

/** A manual, warranty or certificate of a machine; certificates expire. */
export class EquipmentDocument extends EquipmentDocumentSchema.class {}
EquipmentDocumentSchema.setClass(EquipmentDocument);

import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export const EquipmentImageSchema = defineEntity({
  name: 'EquipmentImage',
  tableName: 'equipment_images',
  schema: '*',
  properties: {
    ...created,
    equipmentId: p.uuid(),
    uploadId: p.uuid().nullable(),
    imageUrl: p.text(),
    caption: p.string().nullable(),
    isPrimary: p.boolean().onCreate(() => false),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
  },
});

/** A picture of a machine; at most one is the primary one. */
export class EquipmentImage extends EquipmentImageSchema.class {}
EquipmentImageSchema.setClass(EquipmentImage);

import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { unknownEquipment } from '../../assets.refusals.js';
import { imageDefaults } from './image-defaults.js';

export const EquipmentImageSchema = defineEntity({
  name: 'EquipmentImage',
  tableName: 'equipment_images',
  schema: '*',
  properties: {
    ...versioned,
    equipmentId: p.uuid(),
    caption: p.string().nullable(),
    isPrimary: p.boolean(),
    uploadId: p.uuid().nullable().hidden(),
    imageUrl: p.text().nullable(),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
  },
});

export interface ImageChanges {
  readonly caption?: string | null;
  readonly isPrimary?: boolean;
}
export interface NewImage extends ImageChanges {
  readonly equipmentId: string;
  readonly uploadId: string;
}

/** A picture of a machine; at most one is the primary one. */
export class EquipmentImage extends EquipmentImageSchema.class {
  static create(given: NewImage, uploadedById: string | null): EquipmentImage {
    const empty = { caption: null, imageUrl: null, ...imageDefaults };
    return Object.assign(new EquipmentImage(), empty, given, { id: uuidv7(), uploadedById });
  }

  edit(changes: ImageChanges): void {
    Object.assign(this, changes);
  }
}
EquipmentImageSchema.setClass(EquipmentImage);

declareConstraint({
  constraint: 'equipment_images_equipment_id_fkey',
  property: 'equipmentId',
  refusal: unknownEquipment,
});

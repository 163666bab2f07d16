import { defineEntity, p } from '@mikro-orm/core';
import { created, declareConstraint } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { alreadyReplacement, unknownReplacement } from './part-replacement.errors.js';

export const PartReplacementSchema = defineEntity({
  name: 'PartReplacement',
  tableName: 'part_replacements',
  schema: '*',
  properties: {
    ...created,
    partId: p.uuid(),
    replacementId: p.uuid(),
    notes: p.text().nullable(),
  },
});

/** A part that takes the place of another one. */
export class PartReplacement extends PartReplacementSchema.class {
  static create(partId: string, replacementId: string, notes: string | null): PartReplacement {
    return Object.assign(new PartReplacement(), { id: uuidv7(), partId, replacementId, notes });
  }
}
PartReplacementSchema.setClass(PartReplacement);

declareConstraint({
  constraint: 'part_replacements_part_id_replacement_id_key',
  property: 'replacementId',
  refusal: alreadyReplacement,
});
declareConstraint({
  constraint: 'part_replacements_replacement_id_fkey',
  property: 'replacementId',
  refusal: unknownReplacement,
});

import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, timestamped } from '#libs/columns';
import { unknownLocation, unknownPart, unknownWorkOrder } from '../../inventory.refusals.js';

export const PlannedPartSchema = defineEntity({
  name: 'PlannedPart',
  tableName: 'planned_parts',
  schema: '*',
  properties: {
    ...timestamped,
    partId: p.uuid(),
    locationId: p.uuid(),
    workOrderId: p.uuid().fieldName('task_id'),
    workOrderIsLive: p.boolean().nullable().fieldName('task_is_live').hidden(),
    quantity: p.integer(),
    /** How many are set aside: at most what is planned and not used yet, and what was free. */
    reserved: p.integer(),
    plannedById: p.uuid().nullable().fieldName('planned_by'),
  },
});

/** A part that a work order will need from a location. */
export class PlannedPart extends PlannedPartSchema.class {}
PlannedPartSchema.setClass(PlannedPart);

declareConstraint({ constraint: 'planned_parts_part_id_fkey', property: 'partId', refusal: unknownPart });
declareConstraint({ constraint: 'planned_parts_location_id_fkey', property: 'locationId', refusal: unknownLocation });
declareConstraint({ constraint: 'planned_parts_task_id_fkey', property: 'workOrderId', refusal: unknownWorkOrder });

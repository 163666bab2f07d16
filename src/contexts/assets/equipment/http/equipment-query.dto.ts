import {
  ArrayField,
  DateField,
  DateTimeField,
  items,
  listRequest,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import type { EquipmentExpansion } from '../application/equipment-expansions.js';
import { equipmentList } from '../application/equipment.queries.js';
import type { EquipmentStatus } from '../domain/equipment-status.js';
import { equipmentExpansion, equipmentStatus } from './equipment-enumerations.js';

export class EquipmentExpandQuery {
  @ArrayField({
    description: 'Related resources to include',
    of: items.oneOf(equipmentExpansion),
    maxItems: equipmentExpansion.values.length,
    minItems: 1,
    optional: true,
  })
  expand?: EquipmentExpansion[];
}

export class EquipmentQuery extends pageQuery({
  name: 'Equipment',
  list: equipmentList(),
  search: 'name, description, numbers, maker and model',
  expand: equipmentExpansion,
}) {
  declare expand?: EquipmentExpansion[];

  @UuidField({ description: 'Only in this facility', optional: true })
  facilityId?: string;

  @UuidField({ description: 'Only in this building', optional: true })
  buildingId?: string;

  @UuidField({ description: 'Only those that are directly part of this machine', optional: true })
  parentId?: string;

  @UuidField({ description: 'Only those that are part of this machine, at whatever level', optional: true })
  within?: string;

  @ArrayField({
    description: 'Only in one of these states',
    of: items.oneOf(equipmentStatus),
    maxItems: equipmentStatus.values.length,
    minItems: 1,
    optional: true,
  })
  status?: EquipmentStatus[];

  @StringField({ description: 'Only this kind', example: 'passenger_lift', maxLength: 100, optional: true })
  type?: string;

  @StringField({ description: 'Only this category', example: 'vertical transport', maxLength: 100, optional: true })
  category?: string;

  @StringField({ description: 'Only of this maker', example: 'Otis', maxLength: 255, optional: true })
  manufacturer?: string;

  @DateTimeField({ description: 'Only with maintenance planned before this time', optional: true })
  nextMaintenanceBefore?: string;

  @DateTimeField({ description: 'Only with maintenance planned at or after this time', optional: true })
  nextMaintenanceAfter?: string;

  @DateField({ description: 'Only with a warranty that ends before this day', optional: true })
  warrantyExpiresBefore?: string;

  @ArrayField({
    description: 'Only with these values in custom fields, as key:value; all of them',
    example: ['stops:6', 'doorType:telescopic'],
    of: items.string({ maxLength: 300 }),
    maxItems: 20,
    minItems: 1,
    optional: true,
  })
  customFields?: string[];
}

/** The query in the terms of the list: conditions on custom fields are read by their definitions. */
export function equipmentListRequest({ customFields, ...query }: EquipmentQuery) {
  const { expand } = query;
  return [listRequest(query), { ...(expand && { expand }), ...(customFields && { customFields }) }] as const;
}

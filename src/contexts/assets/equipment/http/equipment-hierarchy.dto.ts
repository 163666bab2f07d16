import { ApiSchema, PickType } from '@nestjs/swagger';
import { ArrayField, IntegerField, items, ObjectField } from '#libs/http';
import { MAX_LEVELS } from '../domain/equipment.errors.js';
import { EquipmentCountsDto } from './equipment-counts.dto.js';
import { EquipmentDto } from './equipment.dto.js';

@ApiSchema({ name: 'EquipmentAbove' })
class EquipmentAboveDto extends PickType(EquipmentDto, ['id', 'equipmentNumber', 'name']) {}

@ApiSchema({ name: 'EquipmentHierarchy' })
export class EquipmentHierarchyDto extends PickType(EquipmentDto, ['id', 'parentId']) {
  @ArrayField({
    description: 'The machines that it is part of, from the top down; empty for one that is part of nothing',
    of: items.object(EquipmentAboveDto),
    maxItems: MAX_LEVELS,
    example: [],
  })
  above: readonly EquipmentAboveDto[];

  @IntegerField({ description: 'How many machines are directly part of it', example: 0, min: 0 })
  children: number;

  @ObjectField({ description: 'The machines below it, at whatever level, by state', type: EquipmentCountsDto })
  below: EquipmentCountsDto;
}

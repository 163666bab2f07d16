import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { bulkOf, Example, Examples, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { EquipmentDetailsDto, EquipmentDto } from './equipment.dto.js';

class ChangedEquipmentDto extends PickType(EquipmentDto, ['version']) {
  @UuidField({ description: 'The machine', example: demoIds.equipment })
  equipmentId: string;
}

@ApiSchema({ name: 'EquipmentChange' })
export class EquipmentChangeDto extends IntersectionType(
  ChangedEquipmentDto,
  PartialType(
    IntersectionType(
      PickType(EquipmentDto, ['facilityId', 'buildingId', 'parentId', 'customFields']),
      PickType(EquipmentDetailsDto, ['status']),
    ),
  ),
) {}

@ApiSchema({ name: 'EquipmentChangeBulk' })
@Example({
  items: [
    { equipmentId: demoIds.secondEquipment, version: 1, status: 'maintenance' },
    { equipmentId: demoIds.equipmentToDecommission, version: 1, status: 'shutdown' },
  ],
})
export class BulkEquipmentChangeDto extends bulkOf(EquipmentChangeDto, 'What to change, each with the version seen') {}

@ApiSchema({ name: 'DuplicateEquipment' })
@Examples({
  minimal: { equipmentNumber: 'HH-15' },
  full: { equipmentNumber: 'HH-16', serialNumber: '40288715', qrCode: 'FP-HH-16' },
})
export class DuplicateEquipmentDto extends IntersectionType(
  PickType(EquipmentDto, ['equipmentNumber']),
  PartialType(PickType(EquipmentDto, ['name', 'serialNumber', 'registrationNumber', 'qrCode'])),
) {}

import { ApiSchema } from '@nestjs/swagger';
import { IntegerField, ObjectField, UuidField } from '#libs/http';
import { EquipmentCountsDto } from '#contexts/assets';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'FacilityWorkOrderCounts' })
class FacilityWorkOrderCountsDto {
  @IntegerField({ description: 'Work orders that are neither completed nor canceled nor rejected', example: 3, min: 0 })
  open: number;

  @IntegerField({ description: 'Those of them whose due time has passed', example: 1, min: 0 })
  overdue: number;
}

@ApiSchema({ name: 'FacilitySummary' })
export class FacilitySummaryDto {
  @UuidField({ description: 'The facility', example: demoIds.facility })
  facilityId: string;

  @ObjectField({
    description: 'The machines that stand there, by state; null without the permission `equipment:read`',
    type: EquipmentCountsDto,
    nullable: true,
  })
  equipment: EquipmentCountsDto | null;

  @ObjectField({
    description: 'The work there that the caller sees; null without the permission `work_orders:read`',
    type: FacilityWorkOrderCountsDto,
    nullable: true,
  })
  workOrders: FacilityWorkOrderCountsDto | null;

  @IntegerField({
    description: 'Machines there whose health score is below 50; null without the permission `equipment_health:read`',
    example: 1,
    min: 0,
    nullable: true,
  })
  lowHealth: number | null;
}

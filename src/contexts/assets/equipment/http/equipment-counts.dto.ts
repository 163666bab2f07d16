import { ApiSchema } from '@nestjs/swagger';
import { IntegerField } from '#libs/http';

@ApiSchema({ name: 'EquipmentCounts' })
export class EquipmentCountsDto {
  @IntegerField({ description: 'All of them', example: 0, min: 0 })
  total: number;

  @IntegerField({ description: 'Those that are operational', example: 0, min: 0 })
  operational: number;

  @IntegerField({ description: 'Those that are shut down', example: 0, min: 0 })
  shutdown: number;

  @IntegerField({ description: 'Those that are being maintained', example: 0, min: 0 })
  maintenance: number;

  @IntegerField({ description: 'Those that are decommissioned', example: 0, min: 0 })
  decommissioned: number;
}

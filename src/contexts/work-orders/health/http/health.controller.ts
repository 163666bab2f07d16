import { Controller, Get } from '@nestjs/common';
import { ApiRead, ApiSection, IdParam, Permission } from '#libs/http';
import { HealthService } from '../application/health.service.js';
import { EquipmentHealthDto } from './health.dto.js';

@ApiSection('Equipment', 'Machines: what they are, where they stand, in what state.')
@Controller('v1/equipment/:id/health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Permission('equipment_health:read')
  @ApiRead(EquipmentHealthDto, {
    summary: 'Read the health score of a machine',
    description:
      'A number from 0 to 100 with the points that were lost to overdue maintenance, failures, age and status, worked out from all its work. How often it fails and for how long is in `/v1/reports/reliability-by-equipment`.',
  })
  getEquipmentHealth(@IdParam() id: string): Promise<EquipmentHealthDto> {
    return this.health.ofMachine(id);
  }
}

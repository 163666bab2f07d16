import { Controller, Get } from '@nestjs/common';
import { ApiRead, ApiSection, IdParam, Permission } from '#libs/http';
import { WorkOrderCostsService } from '../application/work-order-costs.service.js';
import { WorkOrderCostsDto } from './work-order-costs.dto.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id/costs')
export class WorkOrderCostsController {
  constructor(private readonly costs: WorkOrderCostsService) {}

  @Get()
  @Permission('work_orders:read')
  @ApiRead(WorkOrderCostsDto, {
    summary: 'Read what a work order costs',
    description:
      'Labour: the visits that have ended, each at the rate of its technician that was in force on the day of the arrival where the work is. Parts: what was used and did not come back. Other: its cost lines. Added up at each read, so corrections count at once. Amounts are null without the permission `costs:read`.',
  })
  getWorkOrderCosts(@IdParam() id: string): Promise<WorkOrderCostsDto> {
    return this.costs.of(id);
  }
}

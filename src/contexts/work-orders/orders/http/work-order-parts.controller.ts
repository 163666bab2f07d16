import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiAction, ApiRead, ApiSection, IdParam, Permission } from '#libs/http';
import {
  inactiveLocation,
  insufficientStock,
  moreThanIssued,
  partNotPlanned,
  tooMuchStock,
  unknownLocation,
  unknownPart,
  workOrderClosed,
} from '../../../inventory/inventory.refusals.js';
import { WorkOrderPartsService } from '../application/work-order-parts.service.js';
import {
  PlanPartsDto,
  ReleasePartsDto,
  ReturnUsedPartsDto,
  UsePartsDto,
  WorkOrderPartsDto,
} from './work-order-parts.dto.js';
import { demoIds } from '../../../demo-ids.js';

const unknown = [unknownPart, unknownLocation, workOrderClosed];
const row = demoIds.workOrderInProgress;

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id/parts')
export class WorkOrderPartsController {
  constructor(private readonly parts: WorkOrderPartsService) {}

  @Get()
  @Permission('parts:read')
  @ApiRead(WorkOrderPartsDto, {
    summary: 'Read the parts of a work order',
    row,
    description:
      'What is planned, set aside, missing and used of each part, what that costs, and where it is planned from. Costs are null without the permission `costs:read`. The movements are at `/v1/stock-movements?workOrderId=…`.',
  })
  getWorkOrderParts(@IdParam() id: string): Promise<WorkOrderPartsDto> {
    return this.parts.list(id);
  }

  @Post('plan')
  @Permission('parts:reserve')
  @ApiAction(WorkOrderPartsDto, {
    summary: 'Plan parts for a work order',
    row,
    description:
      'Sets how many of a part open work needs from a location, whatever was planned before, and sets aside what is free there. What is not there is `missing`: plan again once it has come in, or use it then. What is set aside is given to nobody else. `release` is its reverse; the end of the work frees what is left.',
    problems: unknown,
  })
  planWorkOrderParts(@IdParam() id: string, @Body() body: PlanPartsDto): Promise<WorkOrderPartsDto> {
    return this.parts.plan(id, body);
  }

  @Post('release')
  @Permission('parts:reserve')
  @ApiAction(WorkOrderPartsDto, {
    summary: 'Plan parts for a work order no more',
    row,
    description:
      'Takes a part off the plan of open work, at one location or all, and frees what is set aside. What was used stays used. Where none is planned it is refused (409).',
    problems: [partNotPlanned, workOrderClosed],
  })
  releaseWorkOrderParts(@IdParam() id: string, @Body() body: ReleasePartsDto): Promise<WorkOrderPartsDto> {
    return this.parts.release(id, body.partId, body.locationId ?? null);
  }

  @Post('use')
  @Permission('parts:issue')
  @ApiAction(WorkOrderPartsDto, {
    summary: 'Use parts for a work order',
    row,
    description:
      'Takes parts out of stock, those that are set aside for the work order first, also without a plan and for completed work. More than lies there without what is reserved for others is refused (409) with what lies where. `return` is its reverse; canceling or rejecting the work order brings everything back.',
    problems: [...unknown, insufficientStock],
  })
  useWorkOrderParts(@IdParam() id: string, @Body() body: UsePartsDto): Promise<WorkOrderPartsDto> {
    return this.parts.use(id, body);
  }

  @Post('return')
  @Permission('parts:issue')
  @ApiAction(WorkOrderPartsDto, {
    summary: 'Return parts that a work order has used',
    row: demoIds.completedWorkOrder,
    description:
      'Brings back at most what the work order has used, at what that cost on average; to any active location. While the work is open, what it plans of the part is set aside again.',
    problems: [...unknown, inactiveLocation, moreThanIssued, tooMuchStock],
  })
  returnWorkOrderParts(@IdParam() id: string, @Body() body: ReturnUsedPartsDto): Promise<WorkOrderPartsDto> {
    return this.parts.return(id, body);
  }
}

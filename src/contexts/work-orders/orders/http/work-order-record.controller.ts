import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { WorkOrderRecordService } from '../application/work-order-record.service.js';
import { HistoryEntryDto, RecordQuery } from './work-order-record.dto.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id')
export class WorkOrderRecordController {
  constructor(private readonly record: WorkOrderRecordService) {}

  @Get('history')
  @Permission('work_orders:read')
  @ApiList(HistoryEntryDto, {
    summary: 'List what happened to a work order',
    description:
      'One line for each transition, assignment and changed field, with who did it, when and why; in order of time unless `sort` says otherwise. It is kept as long as the work order and cannot be edited.',
  })
  listWorkOrderHistory(@IdParam() id: string, @Query() query: RecordQuery): Promise<Page<HistoryEntryDto>> {
    return this.record.history(id, listRequest(query));
  }
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreate, ApiList, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { WorkOrderRecordService } from '../application/work-order-record.service.js';
import { CommentDto, CreateCommentDto, HistoryEntryDto, RecordQuery } from './work-order-record.dto.js';

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

  @Get('comments')
  @Permission('work_orders:read')
  @ApiList(CommentDto, {
    summary: 'List the comments on a work order',
    description:
      'What people have written about the work, in order of time unless `sort` says otherwise. Whoever sees the work order sees all of its comments.',
  })
  listWorkOrderComments(@IdParam() id: string, @Query() query: RecordQuery): Promise<Page<CommentDto>> {
    return this.record.comments(id, listRequest(query));
  }

  @Post('comments')
  @Permission('work_orders:comment')
  @ApiCreate(CommentDto, {
    summary: 'Comment on a work order',
    description:
      'Added under your name, also to work that has ended; it can be neither changed nor deleted. The work order itself and its version stay as they are. Nobody is notified.',
  })
  createWorkOrderComment(@IdParam() id: string, @Body() { comment }: CreateCommentDto): Promise<CommentDto> {
    return this.record.comment(id, comment);
  }
}

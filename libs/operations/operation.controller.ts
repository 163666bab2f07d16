import { Controller, Get, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiList,
  ApiRead,
  ApiSection,
  IdParam,
  listRequest,
  OperationDto,
  SignedIn,
  type Page,
} from '#libs/http';
import { OperationQuery } from './operation-query.dto.js';
import { operationEnded } from './operation.errors.js';
import { OperationsService } from './operations.service.js';

@ApiSection('Operations', 'Long work: what was answered with 202, how far it is and what came of it.')
@Controller('v1/operations')
export class OperationController {
  constructor(private readonly operations: OperationsService) {}

  @Get()
  @SignedIn({ apiKeys: true })
  @ApiList(OperationDto, {
    summary: 'List operations',
    description:
      'Those that you have started, the latest first; with the permission `operations:manage` those of everybody. An API key sees those that it has started itself. They are forgotten 30 days after they ended.',
  })
  listOperations(@Query() query: OperationQuery): Promise<Page<OperationDto>> {
    return this.operations.list(listRequest(query));
  }

  @Get(':id')
  @SignedIn({ apiKeys: true })
  @ApiRead(OperationDto, {
    summary: 'Read an operation',
    description:
      'Ask again while it is queued or running, after the seconds that `Retry-After` has named; with `If-None-Match` an unchanged one costs next to nothing. It is visible to whoever started it and to those with the permission `operations:manage`.',
  })
  getOperation(@IdParam() id: string): Promise<OperationDto> {
    return this.operations.get(id);
  }

  @Post(':id/cancel')
  @SignedIn({ apiKeys: true })
  @ApiAction(OperationDto, {
    summary: 'Cancel an operation',
    shows: { status: 'canceled', progress: 40, version: 4, updatedAt: '2026-11-22T10:00:04.000Z' },
    description:
      'Nothing more is done from then on; what had been done stays, and `result` tells of it. One that has ended is refused (409). It may be canceled by whoever started it and by those with the permission `operations:manage`.',
    problems: [operationEnded],
    unconditional: 'Its version counts the progress that it makes by itself.',
  })
  cancelOperation(@IdParam() id: string): Promise<OperationDto> {
    return this.operations.cancel(id);
  }
}

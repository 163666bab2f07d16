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
  @SignedIn()
  @ApiList(OperationDto, {
    summary: 'List operations',
    description: 'Those you have started; with the permission `operations:manage` everybody’s.',
  })
  listOperations(@Query() query: OperationQuery): Promise<Page<OperationDto>> {
    return this.operations.list(listRequest(query));
  }

  @Get(':id')
  @SignedIn()
  @ApiRead(OperationDto, {
    summary: 'Read an operation',
    description: 'Ask again while it is queued or running; with If-None-Match unchanged ones cost next to nothing.',
  })
  getOperation(@IdParam() id: string): Promise<OperationDto> {
    return this.operations.get(id);
  }

  @Post(':id/cancel')
  @SignedIn()
  @ApiAction(OperationDto, {
    summary: 'Cancel an operation',
    description: 'Nothing more is done from then on; what had been done stays, and `result` tells of it.',
    problems: [operationEnded],
    unconditional: 'Its version counts the progress that it makes by itself.',
  })
  cancelOperation(@IdParam() id: string): Promise<OperationDto> {
    return this.operations.cancel(id);
  }
}

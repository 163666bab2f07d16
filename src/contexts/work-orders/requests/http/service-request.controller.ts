import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { workPlaceRefusals } from '#contexts/assets';
import {
  ApiCreate,
  ApiList,
  ApiRead,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { ServiceRequestService } from '../application/service-request.service.js';
import { requestNotPending } from '../domain/service-request.errors.js';
import {
  ServiceRequestExpandQuery,
  ServiceRequestHistoryEntryDto,
  ServiceRequestHistoryQuery,
  ServiceRequestQuery,
} from './service-request-query.dto.js';
import { CreateServiceRequestDto, ServiceRequestDto, UpdateServiceRequestDto } from './service-request.dto.js';

@ApiSection('Service requests', 'What customers and staff ask for, until it is done or turned down.')
@Controller('v1/service-requests')
export class ServiceRequestController {
  constructor(private readonly requests: ServiceRequestService) {}

  @Get()
  @Permission('service_requests:read')
  @ApiList(ServiceRequestDto, {
    summary: 'List service requests',
    description:
      'All of them with the permission `service_requests:read_all`; without it those that the caller has made, and those of work that is assigned to the caller or their teams. `workOrderId` finds all that one work order answers.',
  })
  listServiceRequests(@Query() query: ServiceRequestQuery): Promise<Page<ServiceRequestDto>> {
    return this.requests.list(listRequest(query), query.expand);
  }

  @Post()
  @Permission('service_requests:create')
  @ApiCreate(ServiceRequestDto, {
    summary: 'Make a service request',
    description:
      'For a machine, a facility or a machine in its facility; customers may only name what is linked to them (422 otherwise). It is pending until somebody approves or rejects it, and its number is final at once.',
    problems: workPlaceRefusals,
  })
  createServiceRequest(@Body() body: CreateServiceRequestDto): Promise<ServiceRequestDto> {
    return this.requests.create(body);
  }

  @Get(':id')
  @Permission('service_requests:read')
  @ApiRead(ServiceRequestDto, {
    summary: 'Read a service request',
    description:
      'Answers where it stands, what the caller may do with it now, and in `work` how far the work is that it has led to; `expand` adds machine, facility and requester to the same answer.',
  })
  getServiceRequest(@IdParam() id: string, @Query() query: ServiceRequestExpandQuery): Promise<ServiceRequestDto> {
    return this.requests.get(id, query.expand);
  }

  @Patch(':id')
  @Permission('service_requests:update')
  @ApiUpdate(ServiceRequestDto, {
    summary: 'Change a service request',
    description:
      'What it says, how urgent it is and whom to ask can be changed as long as it is pending (409 afterwards). Its place stays: make another request for another machine. Each changed field is a line of its history.',
    problems: [requestNotPending],
  })
  updateServiceRequest(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateServiceRequestDto,
  ): Promise<ServiceRequestDto> {
    return this.requests.edit(id, version, body);
  }

  @Get(':id/history')
  @Permission('service_requests:read')
  @ApiList(ServiceRequestHistoryEntryDto, {
    summary: 'List what happened to a service request',
    description:
      'One line for each decision and each changed field, with who did it, when and why; in order of time unless `sort` says otherwise. Requesters see it as well as staff.',
  })
  listServiceRequestHistory(
    @IdParam() id: string,
    @Query() query: ServiceRequestHistoryQuery,
  ): Promise<Page<ServiceRequestHistoryEntryDto>> {
    return this.requests.history(id, listRequest(query));
  }
}

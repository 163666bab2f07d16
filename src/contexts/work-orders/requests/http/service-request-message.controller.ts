import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreate, ApiList, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { ServiceRequestMessageService } from '../application/service-request-message.service.js';
import {
  CreateServiceRequestMessageDto,
  ServiceRequestMessageDto,
  ServiceRequestMessageQuery,
} from './service-request-message.dto.js';

@ApiSection('Service requests', 'What customers and staff ask for, until it is done or turned down.')
@Controller('v1/service-requests/:id/messages')
export class ServiceRequestMessageController {
  constructor(private readonly messages: ServiceRequestMessageService) {}

  @Get()
  @Permission('service_requests:read')
  @ApiList(ServiceRequestMessageDto, {
    summary: 'List the messages about a service request',
    description:
      'What requester and staff have asked and answered, in order of time unless `sort` says otherwise. Internal notes are among them only with the permission `service_requests:note`, in the total too.',
  })
  listServiceRequestMessages(
    @IdParam() id: string,
    @Query() query: ServiceRequestMessageQuery,
  ): Promise<Page<ServiceRequestMessageDto>> {
    return this.messages.list(id, listRequest(query));
  }

  @Post()
  @Permission('service_requests:comment')
  @ApiCreate(ServiceRequestMessageDto, {
    summary: 'Write a message about a service request',
    description:
      'Added under your name in whatever state the request is; status and version stay. The requester is told of what staff write, and staff who take part of what the requester writes. Of an internal note, which needs the permission `service_requests:note` (403 otherwise), nobody is told.',
  })
  createServiceRequestMessage(
    @IdParam() id: string,
    @Body() body: CreateServiceRequestMessageDto,
  ): Promise<ServiceRequestMessageDto> {
    return this.messages.post(id, body);
  }
}

import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { attachingRefusals, uploadNoImage } from '#contexts/files';
import {
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  IdParam,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { EXAMPLE_ID } from '#libs/kernel';
import { attachmentDefaults } from '../../attachments/domain/attachment-defaults.js';
import { removalRefusals } from '../../attachments/domain/attachment.errors.js';
import { ServiceRequestAttachmentService } from '../application/service-request-attachment.service.js';
import {
  CreateServiceRequestAttachmentDto,
  ServiceRequestAttachmentDto,
  ServiceRequestAttachmentQuery,
} from './service-request-attachment.dto.js';

const AttachmentId = () => IdParam('attachmentId', 'Id of the attachment', EXAMPLE_ID);

@ApiSection('Service requests', 'What customers and staff ask for, until it is done or turned down.')
@Controller('v1/service-requests/:id/attachments')
export class ServiceRequestAttachmentController {
  constructor(private readonly attachments: ServiceRequestAttachmentService) {}

  @Get()
  @Permission('service_requests:read')
  @ApiList(ServiceRequestAttachmentDto, {
    summary: 'List the attachments of a service request',
    description:
      'Photos and documents, with addresses of their files that hold for five to ten minutes; in order of time unless `sort` says otherwise. Internal ones are among them only with the permission `service_requests:note`, in the total too.',
  })
  listServiceRequestAttachments(
    @IdParam() id: string,
    @Query() query: ServiceRequestAttachmentQuery,
  ): Promise<Page<ServiceRequestAttachmentDto>> {
    return this.attachments.list(id, listRequest(query));
  }

  @Post()
  @Permission('service_requests:attach')
  @ApiCreate(ServiceRequestAttachmentDto, {
    summary: 'Attach a file to a service request',
    description:
      'Attaches a file that the caller has uploaded with POST /v1/uploads within the last day, in whatever state the request is. The work order that the request becomes, or has become, shows it too. An internal one needs the permission `service_requests:note` (403 otherwise).',
    problems: [...attachingRefusals, uploadNoImage],
  })
  createServiceRequestAttachment(
    @IdParam() id: string,
    @Body() body: CreateServiceRequestAttachmentDto,
  ): Promise<ServiceRequestAttachmentDto> {
    return this.attachments.add(id, { ...attachmentDefaults, ...body });
  }

  @Get(':attachmentId')
  @Permission('service_requests:read')
  @ApiRead(ServiceRequestAttachmentDto, {
    summary: 'Read an attachment of a service request',
    description: 'One of the attachments that the list shows, with new addresses of its file and thumbnail.',
  })
  getServiceRequestAttachment(
    @IdParam() id: string,
    @AttachmentId() attachmentId: string,
  ): Promise<ServiceRequestAttachmentDto> {
    return this.attachments.get(id, attachmentId);
  }

  @Delete(':attachmentId')
  @Permission('service_requests:attach')
  @ApiRemove({
    summary: 'Remove an attachment of a service request',
    description:
      'One of your own, within 15 minutes (409 afterwards); with the permission `service_requests:remove_attachments` any one at any time. The history keeps that there was one. A work order that the request has become keeps the file.',
    problems: removalRefusals,
  })
  deleteServiceRequestAttachment(@IdParam() id: string, @AttachmentId() attachmentId: string): Promise<void> {
    return this.attachments.remove(id, attachmentId);
  }
}

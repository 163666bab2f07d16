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
import { WorkOrderAttachmentService } from '../application/work-order-attachment.service.js';
import { attachmentDefaults } from '../domain/attachment-defaults.js';
import { removalRefusals, signerRequired } from '../domain/attachment.errors.js';
import {
  CreateWorkOrderAttachmentDto,
  WorkOrderAttachmentDto,
  WorkOrderAttachmentQuery,
} from './work-order-attachment.dto.js';

const AttachmentId = () => IdParam('attachmentId', 'Id of the attachment', EXAMPLE_ID);

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id/attachments')
export class WorkOrderAttachmentController {
  constructor(private readonly attachments: WorkOrderAttachmentService) {}

  @Get()
  @Permission('work_orders:read')
  @ApiList(WorkOrderAttachmentDto, {
    summary: 'List the attachments of a work order',
    description:
      'Photos, signatures and documents, with addresses of their files that hold for five to ten minutes; in order of time unless `sort` says otherwise. Without the permission `work_orders:note` neither internal ones are among them nor those that came with the request of somebody else, in the total too.',
  })
  listWorkOrderAttachments(
    @IdParam() id: string,
    @Query() query: WorkOrderAttachmentQuery,
  ): Promise<Page<WorkOrderAttachmentDto>> {
    return this.attachments.list(id, listRequest(query));
  }

  @Post()
  @Permission('work_orders:attach')
  @ApiCreate(WorkOrderAttachmentDto, {
    summary: 'Attach a file to a work order',
    description:
      'Attaches a file that the caller has uploaded with POST /v1/uploads within the last day, also to work that has ended; the work order and its version stay as they are. A signature needs the name of who signed. An internal one needs the permission `work_orders:note` (403 otherwise).',
    problems: [...attachingRefusals, uploadNoImage, signerRequired],
  })
  createWorkOrderAttachment(
    @IdParam() id: string,
    @Body() body: CreateWorkOrderAttachmentDto,
  ): Promise<WorkOrderAttachmentDto> {
    return this.attachments.add(id, { ...attachmentDefaults, ...body });
  }

  @Get(':attachmentId')
  @Permission('work_orders:read')
  @ApiRead(WorkOrderAttachmentDto, {
    summary: 'Read an attachment of a work order',
    description: 'One of the attachments that the list shows, with new addresses of its file and thumbnail.',
  })
  getWorkOrderAttachment(@IdParam() id: string, @AttachmentId() attachmentId: string): Promise<WorkOrderAttachmentDto> {
    return this.attachments.get(id, attachmentId);
  }

  @Delete(':attachmentId')
  @Permission('work_orders:attach')
  @ApiRemove({
    summary: 'Remove an attachment of a work order',
    description:
      'One of your own, within 15 minutes (409 afterwards); with the permission `work_orders:remove_attachments` any one at any time. The history keeps that there was one. The file goes with it, unless the service request with which it came shows it still.',
    problems: removalRefusals,
  })
  deleteWorkOrderAttachment(@IdParam() id: string, @AttachmentId() attachmentId: string): Promise<void> {
    return this.attachments.remove(id, attachmentId);
  }
}

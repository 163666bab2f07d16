import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { customValueRefusals, workPlaceRefusals } from '#contexts/assets';
import { unknownWorkOrder, workOrderClosed } from '../../../inventory/inventory.refusals.js';
import { ApiAction, ApiCreate, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { assigneeRefusals } from '../../orders/domain/assignment.errors.js';
import { commandsFrom as commandsOfWork } from '../../orders/domain/work-order-status.js';
import { timesReversed } from '../../orders/domain/work-order.errors.js';
import { ReasonDto } from '../../orders/http/work-order-transition.dto.js';
import { withDates, WorkOrderDto } from '../../orders/http/work-order.dto.js';
import { ServiceRequestConversionService } from '../application/service-request-conversion.service.js';
import { ServiceRequestReviewService } from '../application/service-request-review.service.js';
import { atOtherFacility } from '../domain/conversion.errors.js';
import { commandsFrom, permissionFor } from '../domain/service-request-status.js';
import { alreadyConverted, requestTransitionRefused } from '../domain/service-request.errors.js';
import { ConvertServiceRequestDto } from './service-request-transition.dto.js';
import { ServiceRequestDto } from './service-request.dto.js';

const reviewed = { reviewedById: demoIds.admin, reviewedAt: '2026-11-22T10:20:00.000Z' };

@ApiSection('Service requests', 'What customers and staff ask for, until it is done or turned down.')
@Controller('v1/service-requests/:id')
export class ServiceRequestTransitionController {
  constructor(
    private readonly review: ServiceRequestReviewService,
    private readonly conversion: ServiceRequestConversionService,
  ) {}

  @Post('approve')
  @Permission(permissionFor('approve'))
  @ApiAction(ServiceRequestDto, {
    summary: 'Approve a service request',
    row: demoIds.pendingRequest,
    shows: { ...reviewed, status: 'approved', allowedTransitions: commandsFrom('approved') },
    description:
      'It can be converted from then on, and what it says is no longer changed. Whoever made it is told. Only pending requests can be approved (409 otherwise).',
    problems: [requestTransitionRefused],
  })
  approveServiceRequest(@IdParam() id: string, @IfMatch() version: number): Promise<ServiceRequestDto> {
    return this.review.approve(id, version);
  }

  @Post('reject')
  @Permission(permissionFor('reject'))
  @ApiAction(ServiceRequestDto, {
    summary: 'Reject a service request',
    row: demoIds.secondPendingRequest,
    sends: { reason: 'The cleaning company does that, we have told them.' },
    shows: {
      ...reviewed,
      status: 'rejected',
      rejectionReason: 'The cleaning company does that, we have told them.',
      allowedTransitions: commandsFrom('rejected'),
    },
    description:
      'For good: whoever made it is told the reason, which becomes `rejectionReason` and a line of the history. Only pending requests can be rejected (409 otherwise).',
    problems: [requestTransitionRefused],
  })
  rejectServiceRequest(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReasonDto,
  ): Promise<ServiceRequestDto> {
    return this.review.reject(id, version, reason);
  }

  @Post('convert')
  @Permission(permissionFor('convert'))
  @ApiCreate(WorkOrderDto, {
    summary: 'Make a work order of a service request',
    row: demoIds.approvedRequest,
    shows: {
      title: 'Lift 2 to be locked for the film team',
      description: 'On Thursday of next week from 10:00 to 14:00 the lift should stay on floor 11.',
      priority: 'low',
      status: 'new',
      assigneeId: null,
      assigneeName: null,
      scheduledAt: null,
      estimatedHours: null,
      partsNote: null,
      customFields: {},
      serviceRequestId: demoIds.approvedRequest,
      allowedTransitions: commandsOfWork('new'),
    },
    unconditional: 'It happens once whatever the caller has seen, and whoever comes second learns of the work order.',
    description:
      'Answers the work order, which says what the request says, at its place, unless the body says otherwise; both refer to each other. With `workOrderId` the request is linked to an open work order at the same facility instead (the answer is that one, which stays as it is whatever else the body says), so that duplicates are done and told together. Only approved requests can be converted, once each: a second conversion is refused (409) with the `workOrderId` of the first.',
    problems: [
      requestTransitionRefused,
      alreadyConverted,
      unknownWorkOrder,
      atOtherFacility,
      workOrderClosed,
      ...workPlaceRefusals,
      ...assigneeRefusals,
      timesReversed,
      ...customValueRefusals,
    ],
  })
  async convertServiceRequest(
    @IdParam() id: string,
    @Body() body: ConvertServiceRequestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkOrderDto> {
    const workOrder = await this.conversion.convert(id, withDates(body));
    reply.header('Location', `/v1/work-orders/${workOrder.id}`);
    return workOrder;
  }
}

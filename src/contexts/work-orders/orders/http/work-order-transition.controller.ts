import { Body, Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { WorkOrderTransitionService } from '../application/work-order-transition.service.js';
import { permissionFor } from '../domain/work-order-status.js';
import { AssignDto, CompleteDto, ReasonDto } from './work-order-transition.dto.js';
import { WorkOrderDto } from './work-order.dto.js';
import { assigneeRefusals } from '../domain/assignment.errors.js';
import { transitionRefused } from '../domain/work-order.errors.js';

const problems = [transitionRefused];

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id')
export class WorkOrderTransitionController {
  constructor(private readonly flow: WorkOrderTransitionService) {}

  @Post('assign')
  @Permission(permissionFor('assign'))
  @ApiAction(WorkOrderDto, {
    summary: 'Assign a work order',
    description:
      'To an active user or an active team; also hands over what is assigned already or on hold. ' +
      'To those who have it already it changes nothing.',
    problems: [transitionRefused, ...assigneeRefusals],
  })
  assignWorkOrder(@IdParam() id: string, @IfMatch() version: number, @Body() body: AssignDto): Promise<WorkOrderDto> {
    const { assigneeId = null, teamId = null } = body;
    return this.flow.assign(id, version, { assigneeId, teamId });
  }

  @Post('unassign')
  @Permission(permissionFor('unassign'))
  @ApiAction(WorkOrderDto, { summary: 'Take an assignment back', problems })
  unassignWorkOrder(@IdParam() id: string, @IfMatch() version: number): Promise<WorkOrderDto> {
    return this.flow.unassign(id, version);
  }

  @Post('start')
  @Permission(permissionFor('start'))
  @ApiAction(WorkOrderDto, { summary: 'Start work', problems })
  startWorkOrder(@IdParam() id: string, @IfMatch() version: number): Promise<WorkOrderDto> {
    return this.flow.start(id, version);
  }

  @Post('hold')
  @Permission(permissionFor('hold'))
  @ApiAction(WorkOrderDto, { summary: 'Put work on hold', problems })
  holdWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReasonDto,
  ): Promise<WorkOrderDto> {
    return this.flow.hold(id, version, reason);
  }

  @Post('resume')
  @Permission(permissionFor('resume'))
  @ApiAction(WorkOrderDto, { summary: 'Resume work that is on hold', problems })
  resumeWorkOrder(@IdParam() id: string, @IfMatch() version: number): Promise<WorkOrderDto> {
    return this.flow.resume(id, version);
  }

  @Post('complete')
  @Permission(permissionFor('complete'))
  @ApiAction(WorkOrderDto, {
    summary: 'Complete work',
    description: 'Closes open work logs. Completed maintenance is noted on the machine.',
    problems,
  })
  completeWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: CompleteDto,
  ): Promise<WorkOrderDto> {
    return this.flow.complete(id, version, body);
  }

  @Post('cancel')
  @Permission(permissionFor('cancel'))
  @ApiAction(WorkOrderDto, {
    summary: 'Cancel a work order',
    description: 'For good. Closes open work logs.',
    problems,
  })
  cancelWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReasonDto,
  ): Promise<WorkOrderDto> {
    return this.flow.cancel(id, version, reason);
  }

  @Post('reject')
  @Permission(permissionFor('reject'))
  @ApiAction(WorkOrderDto, { summary: 'Reject a work order', description: 'For good, before work began.', problems })
  rejectWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReasonDto,
  ): Promise<WorkOrderDto> {
    return this.flow.reject(id, version, reason);
  }

  @Post('reopen')
  @Permission(permissionFor('reopen'))
  @ApiAction(WorkOrderDto, {
    summary: 'Reopen completed work',
    description:
      'It goes on where it was completed. The dates of its schedule and machine are as if it had never been completed.',
    problems,
  })
  reopenWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReasonDto,
  ): Promise<WorkOrderDto> {
    return this.flow.reopen(id, version, reason);
  }
}

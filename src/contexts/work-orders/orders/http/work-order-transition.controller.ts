import { Body, Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { atField } from '#libs/kernel';
import { WorkOrderTransitionService } from '../application/work-order-transition.service.js';
import { commandsFrom, permissionFor } from '../domain/work-order-status.js';
import { AssignDto, CompleteDto, ReasonDto, StartDto, statedTime } from './work-order-transition.dto.js';
import { WorkOrderDto } from './work-order.dto.js';
import { assigneeRefusals } from '../domain/assignment.errors.js';
import { reasonRequired, startBlocked, transitionRefused } from '../domain/work-order.errors.js';
import { demoIds } from '../../../demo-ids.js';
import { alreadyBegun, statedInFuture, statedTimeRefusals } from '../domain/stated-time.errors.js';

const problems = [transitionRefused];

const begun = { status: 'in_progress', startedAt: '2026-11-24T08:05:00.000Z' };

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id')
export class WorkOrderTransitionController {
  constructor(private readonly flow: WorkOrderTransitionService) {}

  @Post('assign')
  @Permission(permissionFor('assign'))
  @ApiAction(WorkOrderDto, {
    summary: 'Assign a work order',
    row: demoIds.newWorkOrder,
    description:
      'To an active user or an active team (422 otherwise), which takes the place of the assignment so far; work on hold goes back to assigned. Whoever gets and whoever loses the work is notified, except by themselves. To those who have it already it changes nothing.',
    problems: [transitionRefused, ...assigneeRefusals],
  })
  assignWorkOrder(@IdParam() id: string, @IfMatch() version: number, @Body() body: AssignDto): Promise<WorkOrderDto> {
    const { assigneeId = null, teamId = null } = body;
    return this.flow.assign(id, version, { assigneeId, teamId });
  }

  @Post('unassign')
  @Permission(permissionFor('unassign'))
  @ApiAction(WorkOrderDto, {
    summary: 'Take an assignment back',
    row: demoIds.assignedWorkOrder,
    shows: { status: 'new', assigneeId: null, assigneeName: null, allowedTransitions: commandsFrom('new') },
    description:
      'It is new again and waits for another assignment; whoever had it is notified. Only what is assigned and has not begun can be taken back (409 otherwise).',
    problems,
  })
  unassignWorkOrder(@IdParam() id: string, @IfMatch() version: number): Promise<WorkOrderDto> {
    return this.flow.unassign(id, version);
  }

  @Post('start')
  @Permission(permissionFor('start'))
  @ApiAction(WorkOrderDto, {
    summary: 'Start work',
    row: demoIds.secondAssignedWorkOrder,
    shows: { ...begun, allowedTransitions: commandsFrom('in_progress') },
    description:
      'It is in progress from then on; `startedAt` is set the first time, to now or to the time that is stated with a reason and marked by `startBackdated`. Work that nobody is assigned to can be started too, and stays unassigned. Work that has begun or ended is refused (409), and so is work that an open work order `blocks`, unless it is forced with a reason, which needs the permission `work_orders:start_blocked` (403 otherwise).',
    problems: [transitionRefused, statedInFuture, ...statedTimeRefusals, alreadyBegun, startBlocked, reasonRequired],
  })
  startWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { startedAt, reason, force }: StartDto,
  ): Promise<WorkOrderDto> {
    return this.flow.start(id, version, { ...statedTime(startedAt, reason), force });
  }

  @Post('hold')
  @Permission(permissionFor('hold'))
  @ApiAction(WorkOrderDto, {
    summary: 'Put work on hold',
    row: demoIds.workOrderInProgress,
    sends: { reason: 'Waiting for a part' },
    shows: {
      ...begun,
      status: 'on_hold',
      statusReason: 'Waiting for a part',
      allowedTransitions: commandsFrom('on_hold'),
    },
    description:
      'For work that cannot go on, say without a part. The reason becomes `statusReason` and a line of the history. It stays open and can be overdue. Only assigned work and work in progress can be put on hold (409 otherwise).',
    problems,
  })
  holdWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReasonDto,
  ): Promise<WorkOrderDto> {
    return this.flow.hold(id, version, reason);
  }

  @Post('resume')
  @Permission(permissionFor('resume'))
  @ApiAction(WorkOrderDto, {
    summary: 'Resume work that is on hold',
    row: demoIds.workOrderOnHold,
    shows: { ...begun, allowedTransitions: commandsFrom('in_progress') },
    description:
      'It is in progress again, and `statusReason` is cleared; `startedAt` is set where work was put on hold before it had begun. Only work on hold can be resumed (409 otherwise).',
    problems,
  })
  resumeWorkOrder(@IdParam() id: string, @IfMatch() version: number): Promise<WorkOrderDto> {
    return this.flow.resume(id, version);
  }

  @Post('complete')
  @Permission(permissionFor('complete'))
  @ApiAction(WorkOrderDto, {
    summary: 'Complete work',
    row: demoIds.secondWorkOrderInProgress,
    shows: {
      ...begun,
      status: 'completed',
      completedAt: '2026-11-24T09:20:00.000Z',
      updatedAt: '2026-11-24T09:20:00.000Z',
      allowedTransitions: commandsFrom('completed'),
    },
    description:
      'Sets `completedAt`, to now or to the time that is stated with a reason and marked by `completionBackdated`, closes work logs that are open as of then and takes their hours unless `actualHours` is given. Completed maintenance becomes the last one of the machine, and a floating schedule counts its next date from it. Only work in progress can be completed (409 otherwise); `reopen` undoes it.',
    problems: [transitionRefused, atField(statedInFuture, '/completedAt'), ...statedTimeRefusals],
  })
  completeWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { completedAt, reason, ...body }: CompleteDto,
  ): Promise<WorkOrderDto> {
    return this.flow.complete(id, version, { ...body, stated: statedTime(completedAt, reason) });
  }

  @Post('cancel')
  @Permission(permissionFor('cancel'))
  @ApiAction(WorkOrderDto, {
    summary: 'Cancel a work order',
    row: demoIds.secondNewWorkOrder,
    sends: { reason: 'Reported twice' },
    shows: { status: 'canceled', statusReason: 'Reported twice', allowedTransitions: commandsFrom('canceled') },
    description:
      'For good: canceled work cannot be opened again. Closes work logs that are open; the reason becomes `statusReason`. A schedule does not make the work order anew. Only open work can be canceled (409 otherwise).',
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
  @ApiAction(WorkOrderDto, {
    summary: 'Reject a work order',
    row: demoIds.teamWorkOrder,
    sends: { reason: 'Not one of our machines' },
    shows: {
      status: 'rejected',
      statusReason: 'Not one of our machines',
      allowedTransitions: commandsFrom('rejected'),
    },
    description:
      'For good, before work has begun: the reason becomes `statusReason` and a line of the history. Only new and assigned work can be rejected (409 otherwise); cancel work that has begun.',
    problems,
  })
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
    row: demoIds.completedWorkOrder,
    sends: { reason: 'Stops at floor 3 again' },
    shows: {
      ...begun,
      statusReason: 'Stops at floor 3 again',
      workPerformed: 'Two hanger rollers on floor 3 worn flat, replaced.',
      allowedTransitions: commandsFrom('in_progress'),
    },
    description:
      'It is in progress again as if it had never been completed: `completedAt` and `actualHours` are cleared, the report stays, and the dates of its schedule and machine are worked out anew. Only completed work can be reopened (409 otherwise).',
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

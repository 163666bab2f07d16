import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { workOrderClosed } from '../../../inventory/inventory.refusals.js';
import { ApiCreate, ApiList, ApiRemove, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { atField, EXAMPLE_ID } from '#libs/kernel';
import { demoIds } from '../../../demo-ids.js';
import { permissionFor } from '../../orders/domain/work-order-status.js';
import { userNotAssignable } from '../../orders/domain/assignment.errors.js';
import { CrewService } from '../application/crew.service.js';
import { alreadyHelping, helpsThemselves } from '../domain/crew.errors.js';
import { CreateWorkOrderHelperDto, WorkOrderHelperDto, WorkOrderHelperQuery } from './crew.dto.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id/helpers')
export class CrewController {
  constructor(private readonly crew: CrewService) {}

  @Get()
  @Permission('work_orders:read')
  @ApiList(WorkOrderHelperDto, {
    summary: 'List the helpers of a work order',
    description:
      'Who helps whoever the work is assigned to, in the order in which they came unless `sort` says otherwise. After the work has ended it says who has helped.',
  })
  listWorkOrderHelpers(@IdParam() id: string, @Query() query: WorkOrderHelperQuery): Promise<Page<WorkOrderHelperDto>> {
    return this.crew.list(id, listRequest(query));
  }

  @Post()
  @Permission(permissionFor('assign'))
  @ApiCreate(WorkOrderHelperDto, {
    summary: 'Add a helper to a work order',
    row: demoIds.workOrderInProgress,
    description:
      'An active user who is no customer (422 otherwise), and not the one to whom the work is assigned (409). Helpers see the work order, have it in `/v1/me/work`, may record visits to it, and are notified. Only open work gets helpers (409 otherwise).',
    problems: [atField(userNotAssignable, '/userId'), alreadyHelping, helpsThemselves, workOrderClosed],
  })
  createWorkOrderHelper(
    @IdParam() id: string,
    @Body() { userId }: CreateWorkOrderHelperDto,
  ): Promise<WorkOrderHelperDto> {
    return this.crew.add(id, userId);
  }

  @Delete(':helperId')
  @Permission(permissionFor('assign'))
  @ApiRemove({
    summary: 'Remove a helper from a work order',
    description:
      'They no longer see the work order unless it concerns them otherwise; visits that they have recorded stay. The history keeps that they helped. Crews of work that has ended stay as they are (409).',
    problems: [workOrderClosed],
  })
  deleteWorkOrderHelper(
    @IdParam() id: string,
    @IdParam('helperId', 'The `id` that the list answers', EXAMPLE_ID) helperId: string,
  ): Promise<void> {
    return this.crew.remove(id, helperId);
  }
}

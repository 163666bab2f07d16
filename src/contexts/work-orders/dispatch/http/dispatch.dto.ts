import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  IntegerField,
  items,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import type { WorkOrderStatus } from '../../orders/domain/work-order-status.js';
import { workOrderStatus } from '../../orders/http/work-order-enumerations.js';
import { WorkOrderDto } from '../../orders/http/work-order.dto.js';

class DispatchQuery {
  @UuidField({ description: 'Only assigned to this user', optional: true })
  assigneeId?: string;

  @UuidField({ description: 'Only assigned to this team', example: demoIds.team, optional: true })
  teamId?: string;

  @UuidField({ description: 'Only at this facility', optional: true })
  facilityId?: string;
}

export class BoardQuery extends DispatchQuery {
  @IntegerField({ description: 'How many work orders of each state', example: 10, min: 1, max: 50, default: 10 })
  limit: number;
}

export class CalendarQuery extends DispatchQuery {
  @DateTimeField({
    description: 'From when on; now unless given',
    example: '2026-11-30T00:00:00+01:00',
    optional: true,
  })
  from?: string;

  @DateTimeField({
    description: 'Until when, at most 62 days later; a week later unless given',
    example: '2026-12-07T00:00:00+01:00',
    optional: true,
  })
  to?: string;
}

@ApiSchema({ name: 'BoardColumn' })
export class BoardColumnDto {
  @EnumField({ description: 'Where the work stands', example: 'assigned', of: workOrderStatus })
  status: WorkOrderStatus;

  @IntegerField({ description: 'How many there are, counted up to 1000', example: 1, min: 0, max: 1_000 })
  count: number;

  @BooleanField({ description: 'Whether there may be more than were counted', example: false })
  isCountCut: boolean;

  @ArrayField({ description: 'The first of them by due time', of: items.object(WorkOrderDto), maxItems: 50 })
  workOrders: WorkOrderDto[];
}

@ApiSchema({ name: 'Board' })
export class BoardDto {
  @ArrayField({
    description: 'The states of open work, from new to on hold',
    of: items.object(BoardColumnDto),
    maxItems: 4,
  })
  columns: BoardColumnDto[];
}

@ApiSchema({ name: 'CalendarLane' })
export class CalendarLaneDto {
  @UuidField({ description: 'User whose work it is', example: demoIds.technician, nullable: true })
  assigneeId: string | null;

  @StringField({ description: 'Name of that user', example: 'Jonas Petersen', maxLength: 201, nullable: true })
  assigneeName: string | null;

  @UuidField({ description: 'Team whose work it is, when no single user has it', example: null, nullable: true })
  teamId: string | null;

  @StringField({ description: 'Name of that team', example: null, maxLength: 255, nullable: true })
  teamName: string | null;

  @ArrayField({ description: 'The work, by `scheduledAt`', of: items.object(WorkOrderDto), maxItems: 500 })
  workOrders: WorkOrderDto[];
}

@ApiSchema({ name: 'Calendar' })
export class CalendarDto {
  @ArrayField({
    description: 'One for each user and team with scheduled work, people first, at the end the work of nobody',
    of: items.object(CalendarLaneDto),
    maxItems: 500,
  })
  lanes: CalendarLaneDto[];

  @BooleanField({
    description: 'Whether more than 500 are scheduled, so that the last ones are left out',
    example: false,
  })
  isCut: boolean;

  @ArrayField({
    description: 'Open work that is not scheduled, the first 100 by due time',
    of: items.object(WorkOrderDto),
    maxItems: 100,
  })
  unscheduled: WorkOrderDto[];
}

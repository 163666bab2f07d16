import { ApiSchema } from '@nestjs/swagger';
import { AtLeastOne, AtMostOne, BooleanField, IntegerField, ObjectField, OptionalBody, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { twoTakers } from '../domain/work-taker.js';

@ApiSchema({ name: 'WorkTaker' })
@AtLeastOne('userId', 'teamId')
@AtMostOne(['userId', 'teamId'], twoTakers)
export class WorkTakerDto {
  @UuidField({
    description: 'An active user who is no customer',
    example: demoIds.secondTechnician,
    optional: true,
    nullable: true,
  })
  userId?: string | null;

  @UuidField({ description: 'An active team', example: demoIds.team, optional: true, nullable: true })
  teamId?: string | null;
}

@ApiSchema({ name: 'Handover' })
@OptionalBody()
export class HandoverDto {
  @ObjectField({
    description: 'Who gets the open work, all of it; without it the work stays as it is',
    type: WorkTakerDto,
    optional: true,
  })
  reassignTo?: WorkTakerDto;
}

@ApiSchema({ name: 'LeftWork' })
export class LeftWorkDto {
  @IntegerField({ description: 'Open work orders that were assigned, or that they help with', example: 0, min: 0 })
  workOrders: number;

  @IntegerField({ description: 'Schedules that name them for the work that they will make', example: 0, min: 0 })
  schedules: number;

  @BooleanField({
    description: 'Whether all of it went to the one that was named; otherwise it stays as it is',
    example: true,
  })
  isReassigned: boolean;
}

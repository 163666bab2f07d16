import { ApiSchema, PickType } from '@nestjs/swagger';
import { DateTimeField, pageQuery, StringField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { helperList } from '../application/crew.queries.js';

@ApiSchema({ name: 'WorkOrderHelper' })
export class WorkOrderHelperDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3bdaa' })
  id: string;

  @UuidField({ description: 'Who helps', example: demoIds.secondTechnician })
  userId: string;

  @StringField({ description: 'Name of that user', example: 'Annika Holm', maxLength: 201, nullable: true })
  userName: string | null;

  @UuidField({ description: 'Who named them; null when the system did', example: demoIds.admin, nullable: true })
  addedById: string | null;

  @DateTimeField({ description: 'Since when they help', example: '2026-11-24T08:00:00.000Z' })
  createdAt: string;
}

@ApiSchema({ name: 'CreateWorkOrderHelper' })
export class CreateWorkOrderHelperDto extends PickType(WorkOrderHelperDto, ['userId']) {}

/** Read in the order in which they came, or from the latest on. */
export class WorkOrderHelperQuery extends pageQuery({ name: 'WorkOrderHelper', list: helperList }) {}

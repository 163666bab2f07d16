import { ApiSchema } from '@nestjs/swagger';
import { DateTimeField, pageQuery, StringField, TextField, UuidField } from '#libs/http';
import { historyList } from '../application/work-order-history.queries.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'WorkOrderHistoryEntry' })
export class HistoryEntryDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3baaa' })
  id: string;

  @StringField({
    description: 'What happened: created, assigned, started …, or a field with _changed behind it',
    example: 'started',
    maxLength: 100,
  })
  action: string;

  @TextField({
    description: 'Value before: a status, the id of a user or team, or the text of a field',
    example: 'assigned',
    maxLength: 20_000,
    nullable: true,
  })
  oldValue: string | null;

  @TextField({ description: 'Value after', example: 'in_progress', maxLength: 20_000, nullable: true })
  newValue: string | null;

  @TextField({
    description: 'The reason, where one was given',
    example: null,
    maxLength: 20_000,
    nullable: true,
  })
  notes: string | null;

  @UuidField({
    description: 'Who did it; null when the system did',
    example: demoIds.technician,
    nullable: true,
  })
  userId: string | null;

  @StringField({ description: 'Name of that user', example: 'Jonas Petersen', maxLength: 201, nullable: true })
  userName: string | null;

  @DateTimeField({ description: 'When', example: '2026-11-24T08:05:00.000Z' })
  createdAt: string;
}

/** History is read in its order, or from the latest on. */
export class RecordQuery extends pageQuery({ name: 'WorkOrderRecord', list: historyList }) {}

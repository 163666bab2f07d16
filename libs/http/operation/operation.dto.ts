import { ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import {
  DateTimeField,
  EnumField,
  enumeration,
  IntegerField,
  StringField,
  UuidField,
  type DtoClass,
} from '../fields/index.js';

const statuses = ['queued', 'running', 'succeeded', 'failed', 'canceled'] as const;
export type OperationStatus = (typeof statuses)[number];

export const operationStatus = enumeration({
  name: 'OperationStatus',
  description: 'How far an operation is',
  values: statuses,
});

const exampleId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3c111';

/** What operations come to, by the routes that start them; the document is made after all of them are known. */
const results = new Map<DtoClass, { $ref: string }>();
const nothing = { type: 'null' };
const resultSchemas: object[] = [nothing];

/** Documents one more thing that an operation may come to, in an order that does not depend on which module is loaded first. */
export function declareOperationResult(type: DtoClass): void {
  results.set(type, { $ref: getSchemaPath(type) });
  const references = [...results.values()].sort((one, other) => (one.$ref < other.$ref ? -1 : 1));
  resultSchemas.splice(0, resultSchemas.length, ...references, nothing);
}

@ApiSchema({ name: 'Operation' })
export class OperationDto {
  @UuidField({ description: 'Id', example: exampleId })
  id: string;

  @StringField({ description: 'What is done', example: 'maintenance.generate', maxLength: 100 })
  kind: string;

  @EnumField({ description: 'How far it is', of: operationStatus, example: 'succeeded' })
  status: OperationStatus;

  @IntegerField({ description: 'Per cent of the work that is done, as far as known', example: 100, min: 0, max: 100 })
  progress: number;

  @ApiProperty({
    description:
      'What came of it, as the operation that started it describes; of one that failed or was canceled what had been done until then',
    anyOf: resultSchemas,
  })
  result: object | null;

  @ApiProperty({
    description: 'Why it failed',
    anyOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'null' }],
    example: null,
  })
  error: object | null;

  @UuidField({ description: 'Who started it', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222', nullable: true })
  requestedById: string | null;

  @DateTimeField({ description: 'When it was first taken up', example: '2026-11-22T10:00:01.000Z', nullable: true })
  startedAt: string | null;

  @DateTimeField({ description: 'When it ended', example: '2026-11-22T10:00:04.000Z', nullable: true })
  finishedAt: string | null;

  @DateTimeField({
    description: 'From when on it is forgotten',
    example: '2026-12-22T10:00:04.000Z',
    nullable: true,
  })
  expiresAt: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 3, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was asked for', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it last changed', example: '2026-11-22T10:00:04.000Z' })
  updatedAt: string;
}

/** As the answer that starts one shows it. */
export const queuedOperation = {
  id: exampleId,
  kind: 'maintenance.generate',
  status: 'queued',
  progress: 0,
  result: null,
  error: null,
  requestedById: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222',
  startedAt: null,
  finishedAt: null,
  expiresAt: null,
  version: 1,
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
};

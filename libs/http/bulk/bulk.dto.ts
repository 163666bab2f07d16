import { ApiSchema } from '@nestjs/swagger';
import type { FieldErrorCode, ProblemCode } from '#libs/kernel';
import {
  ArrayField,
  BooleanField,
  IntegerField,
  items,
  ObjectField,
  StringField,
  TextField,
  UuidField,
  type DtoClass,
  type ValueKind,
} from '../fields/index.js';

export const MAX_BULK_ITEMS = 100;

/** Each item is judged by itself, later: until then it is as it was sent. */
export interface BulkBody {
  readonly items: unknown[];
}

/** The base class of a bulk request's body. */
export function bulkOf(item: DtoClass, description = 'What to create'): DtoClass<BulkBody> {
  const asSent: ValueKind = { read: (value) => value, schema: { type: () => item } };

  class BulkDto {
    @ArrayField({ description, of: asSent, minItems: 1, maxItems: MAX_BULK_ITEMS })
    items: unknown[];
  }

  return BulkDto;
}

export class BulkQuery {
  @BooleanField({
    description: 'All or nothing: the first item that fails undoes all others',
    example: false,
    default: false,
  })
  atomic: boolean;
}

@ApiSchema({ name: 'ItemFieldError' })
export class ItemFieldErrorDto {
  @StringField({
    description: 'JSON pointer into the item; empty when it is the item itself',
    example: '/title',
    minLength: 0,
    maxLength: 1_000,
  })
  pointer: string;

  @StringField({ description: 'Stable code', example: 'field.required', maxLength: 100 })
  code: FieldErrorCode;

  @TextField({ description: 'What is wrong', example: 'is required', maxLength: 10_000 })
  detail: string;
}

@ApiSchema({ name: 'ItemProblem' })
export class ItemProblemDto {
  @StringField({
    description: 'Address, on this server, of a page that explains the code',
    example: '/problems/request.invalid',
    maxLength: 200,
  })
  type: string;

  @StringField({ description: 'Name of the status', example: 'Unprocessable Entity', maxLength: 100 })
  title: string;

  @IntegerField({ description: 'Status', example: 422, min: 400, max: 599 })
  status: number;

  @TextField({
    description: 'What is wrong',
    example: 'Some fields of the body are wrong; see errors.',
    maxLength: 10_000,
  })
  detail: string;

  @StringField({ description: 'Stable code', example: 'request.invalid', maxLength: 100 })
  code: ProblemCode;

  @ArrayField({ description: 'Wrong fields', of: items.object(ItemFieldErrorDto), maxItems: 100, optional: true })
  errors?: ItemFieldErrorDto[];
}

@ApiSchema({ name: 'BulkItemResult' })
export class BulkItemResultDto {
  @IntegerField({ description: 'Place in the request, from 0', example: 0, min: 0, max: MAX_BULK_ITEMS - 1 })
  index: number;

  @UuidField({
    description: 'Id of what was created or changed',
    example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111',
    nullable: true,
  })
  id: string | null;

  @IntegerField({
    description: 'What the item alone would have been answered; 424 when others undid it',
    example: 201,
    min: 200,
    max: 599,
  })
  status: number;

  @ObjectField({ description: 'Why it was refused', type: ItemProblemDto, example: null, nullable: true })
  problem: ItemProblemDto | null;
}

@ApiSchema({ name: 'BulkResult' })
export class BulkResultDto {
  @ArrayField({
    description: 'One result an item, in their order',
    of: items.object(BulkItemResultDto),
    maxItems: MAX_BULK_ITEMS,
  })
  items: BulkItemResultDto[];
}

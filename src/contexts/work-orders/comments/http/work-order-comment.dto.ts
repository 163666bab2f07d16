import { ApiSchema, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  Example,
  IntegerField,
  items,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { commentList } from '../application/work-order-comment.queries.js';

@ApiSchema({ name: 'WorkOrderComment' })
export class CommentDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3bbbb' })
  id: string;

  @StringField({ description: 'Name of who wrote it', example: 'Ingrid Sørensen', maxLength: 201, nullable: true })
  userName: string | null;

  @UuidField({ description: 'Who wrote it', example: demoIds.admin })
  userId: string;

  @TextField({ description: 'What was said', example: 'The part arrives on Tuesday.', maxLength: 5_000 })
  comment: string;

  @BooleanField({ description: 'A note of staff, which no customer sees', example: false })
  isInternal: boolean;

  @ArrayField({
    description: 'Ids of the users who are meant; they are told of it if they may read it',
    of: items.uuid(),
    example: [demoIds.technician],
    maxItems: 20,
    unique: true,
  })
  mentions: string[];

  @DateTimeField({
    description: 'Until when whoever wrote it can change or delete it',
    example: '2026-11-24T08:15:00.000Z',
  })
  changeableUntil: string;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was written', example: '2026-11-24T08:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-24T08:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'CreateWorkOrderComment' })
export class CreateCommentDto extends PickType(CommentDto, ['comment']) {
  @BooleanField({ description: 'A note of staff, which no customer sees', example: false, default: false })
  isInternal: boolean;

  @ArrayField({
    description: 'Ids of active users who are meant; they are told of it if they may read it',
    of: items.uuid(),
    example: [demoIds.technician],
    maxItems: 20,
    unique: true,
    optional: true,
  })
  mentions?: string[];
}

@ApiSchema({ name: 'UpdateWorkOrderComment' })
@Example({ comment: 'The part arrives on Wednesday.' })
export class UpdateCommentDto extends PartialType(PickType(CommentDto, ['comment', 'mentions'])) {}

/** Read in the order of a conversation, or from the latest on. */
export class CommentQuery extends pageQuery({ name: 'WorkOrderComment', list: commentList }) {}

import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { atField, EXAMPLE_ID } from '#libs/kernel';
import { WorkOrderCommentService } from '../application/work-order-comment.service.js';
import { commentChangedTooLate, commentOfAnother, unknownMention } from '../domain/comment.errors.js';
import { CommentDto, CommentQuery, CreateCommentDto, UpdateCommentDto } from './work-order-comment.dto.js';

const CommentId = () => IdParam('commentId', 'Id of the comment', EXAMPLE_ID);
const unknown = atField(unknownMention, '/mentions/0');
const late = [commentOfAnother, commentChangedTooLate];

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id/comments')
export class WorkOrderCommentController {
  constructor(private readonly comments: WorkOrderCommentService) {}

  @Get()
  @Permission('work_orders:read')
  @ApiList(CommentDto, {
    summary: 'List the comments on a work order',
    description:
      'What people have written about the work, in order of time unless `sort` says otherwise. Whoever sees the work order sees all of its comments, but internal ones only with the permission `work_orders:note`; the total counts likewise.',
  })
  listWorkOrderComments(@IdParam() id: string, @Query() query: CommentQuery): Promise<Page<CommentDto>> {
    return this.comments.list(id, listRequest(query));
  }

  @Post()
  @Permission('work_orders:comment')
  @ApiCreate(CommentDto, {
    summary: 'Comment on a work order',
    description:
      'Added under your name, also to work that has ended; the work order and its version stay as they are. Of `mentions` those are told who may read it, except yourself. An internal comment needs the permission `work_orders:note` (403 otherwise).',
    problems: [unknown],
  })
  createWorkOrderComment(@IdParam() id: string, @Body() body: CreateCommentDto): Promise<CommentDto> {
    return this.comments.add(id, { ...body, mentions: body.mentions ?? [] });
  }

  @Get(':commentId')
  @Permission('work_orders:read')
  @ApiRead(CommentDto, {
    summary: 'Read a comment on a work order',
    description:
      'One of the comments on a work order that the caller sees, with the version that a change of it needs.',
  })
  getWorkOrderComment(@IdParam() id: string, @CommentId() commentId: string): Promise<CommentDto> {
    return this.comments.get(id, commentId);
  }

  @Patch(':commentId')
  @Permission('work_orders:comment')
  @ApiUpdate(CommentDto, {
    summary: 'Change a comment on a work order',
    description:
      'One of your own, within 15 minutes (409 afterwards). Who is mentioned only now is told of it. The history of the work order says that it changed, the audit log what it said before.',
    problems: [...late, unknown],
  })
  updateWorkOrderComment(
    @IdParam() id: string,
    @CommentId() commentId: string,
    @IfMatch() version: number,
    @Body() body: UpdateCommentDto,
  ): Promise<CommentDto> {
    return this.comments.edit(id, commentId, version, body);
  }

  @Delete(':commentId')
  @Permission('work_orders:comment')
  @ApiRemove({
    summary: 'Delete a comment on a work order',
    description:
      'One of your own, within 15 minutes (409 afterwards). The history of the work order keeps that there was one, the audit log what it said.',
    problems: late,
  })
  deleteWorkOrderComment(
    @IdParam() id: string,
    @CommentId() commentId: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.comments.remove(id, commentId, version);
  }
}

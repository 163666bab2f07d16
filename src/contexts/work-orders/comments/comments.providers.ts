import { CommentAudienceService } from './application/comment-audience.service.js';
import { WorkOrderCommentService } from './application/work-order-comment.service.js';
import { WorkOrderCommentController } from './http/work-order-comment.controller.js';

export const comments = {
  controllers: [WorkOrderCommentController],
  providers: [WorkOrderCommentService, CommentAudienceService],
};

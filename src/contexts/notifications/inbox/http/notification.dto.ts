import { ApiSchema } from '@nestjs/swagger';
import { BooleanField, DateTimeField, IntegerField, pageQuery, StringField, TextField, UuidField } from '#libs/http';
import { notificationList } from '../application/notification.queries.js';

@ApiSchema({ name: 'Notification' })
export class NotificationDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3c001' })
  id: string;

  @StringField({ description: 'What it is about', example: 'task_assigned', maxLength: 100 })
  type: string;

  @StringField({ description: 'One line', example: 'Assigned to you: Quarterly service, lift 3', maxLength: 255 })
  title: string;

  @TextField({ description: 'The whole message', example: 'Due on 2026-12-01.', maxLength: 10_000 })
  message: string;

  @StringField({
    description: 'Path of the resource in this API; null when there is none, or you may not see it any more',
    example: '/v1/work-orders/01980a5e-7b1c-7cc0-8f6e-2a64f0d3c002',
    maxLength: 2_000,
    nullable: true,
  })
  linkUrl: string | null;

  @StringField({ description: 'Kind of the resource', example: 'work_order', maxLength: 50, nullable: true })
  linkType: string | null;

  @UuidField({ description: 'Id of the resource', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3c002', nullable: true })
  linkId: string | null;

  @BooleanField({ description: 'Whether you have read it', example: false })
  isRead: boolean;

  @DateTimeField({ description: 'When you read it', example: null, nullable: true })
  readAt: string | null;

  @DateTimeField({ description: 'When you were told', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

@ApiSchema({ name: 'NotificationCount' })
export class NotificationCountDto {
  @IntegerField({ description: 'How many', example: 3, min: 0 })
  count: number;
}

export class NotificationQuery extends pageQuery({
  name: 'Notification',
  list: notificationList,
}) {
  @BooleanField({ description: 'Only read, or only unread ones', example: false, optional: true })
  isRead?: boolean;
}

import { ApiSchema } from '@nestjs/swagger';
import { BooleanField, DateTimeField, IntegerField, pageQuery, StringField, TextField, UuidField } from '#libs/http';
import { notificationList } from '../application/notification.queries.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'Notification' })
export class NotificationDto {
  @UuidField({ description: 'Id', example: demoIds.notification })
  id: string;

  @StringField({
    description: 'What has happened: a type of the page of notifications; later releases add some',
    example: 'task_overdue',
    maxLength: 100,
  })
  type: string;

  @StringField({
    description: 'One line',
    example: 'Overdue: Encoder fault E1042, lift out of service',
    maxLength: 255,
  })
  title: string;

  @TextField({
    description: 'The whole message',
    example: 'Encoder fault E1042, lift out of service. Priority critical. Due 2026-11-22T10:00:00.000Z.',
    maxLength: 10_000,
  })
  message: string;

  @StringField({
    description: 'Path of the resource in this API; null when there is none, or you may not see it any more',
    example: `/v1/work-orders/${demoIds.workOrderOnHold}`,
    maxLength: 2_000,
    nullable: true,
  })
  linkUrl: string | null;

  @StringField({ description: 'Kind of the resource', example: 'work_order', maxLength: 50, nullable: true })
  linkType: string | null;

  @UuidField({ description: 'Id of the resource', example: demoIds.workOrderOnHold, nullable: true })
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

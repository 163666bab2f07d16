import { Module } from '@nestjs/common';
import { WorkOrdersModule } from '#contexts/work-orders';
import { AssignmentNotices } from './inbox/application/assignment-notices.service.js';
import { NotificationService } from './inbox/application/notification.service.js';
import { NotificationController } from './inbox/http/notification.controller.js';
import { OnWorkOrderAssignedSubscriber } from './inbox/subscribers/on-work-order-assigned.subscriber.js';
import { OnWorkOrderUnassignedSubscriber } from './inbox/subscribers/on-work-order-unassigned.subscriber.js';

@Module({
  imports: [WorkOrdersModule],
  controllers: [NotificationController],
  providers: [NotificationService, AssignmentNotices, OnWorkOrderAssignedSubscriber, OnWorkOrderUnassignedSubscriber],
})
export class NotificationsModule {}

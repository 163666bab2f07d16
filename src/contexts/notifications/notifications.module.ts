import { Module } from '@nestjs/common';
import { WorkOrdersModule } from '#contexts/work-orders';
import { AssignmentNotices } from './application/assignment-notices.service.js';
import { NotificationService } from './application/notification.service.js';
import { NotificationController } from './http/notification.controller.js';
import { OnWorkOrderAssignedSubscriber } from './subscribers/on-work-order-assigned.subscriber.js';
import { OnWorkOrderUnassignedSubscriber } from './subscribers/on-work-order-unassigned.subscriber.js';

@Module({
  imports: [WorkOrdersModule],
  controllers: [NotificationController],
  providers: [NotificationService, AssignmentNotices, OnWorkOrderAssignedSubscriber, OnWorkOrderUnassignedSubscriber],
})
export class NotificationsModule {}

import { Module } from '@nestjs/common';
import { NotificationService } from './application/notification.service.js';
import { NotificationController } from './http/notification.controller.js';
import { OnWorkOrderAssignedSubscriber } from './subscribers/on-work-order-assigned.subscriber.js';

@Module({
  controllers: [NotificationController],
  providers: [NotificationService, OnWorkOrderAssignedSubscriber],
})
export class NotificationsModule {}

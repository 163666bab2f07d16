import { NoticeService } from './application/notice.service.js';
import { NotificationService } from './application/notification.service.js';
import { NotificationController } from './http/notification.controller.js';
import { OnToldEventSubscriber } from './subscribers/on-told-event.subscriber.js';

export const inbox = {
  controllers: [NotificationController],
  providers: [NoticeService, NotificationService, OnToldEventSubscriber],
};

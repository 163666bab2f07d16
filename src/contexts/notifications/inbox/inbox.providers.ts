import { NoticeService } from './application/notice.service.js';
import { NotificationService } from './application/notification.service.js';
import { ReadNotificationService } from './application/read-notification.service.js';
import { ReaderService } from './application/reader.service.js';
import { NotificationController } from './http/notification.controller.js';
import { DeleteReadNotificationsJob } from './jobs/delete-read-notifications.job.js';
import { OnToldEventSubscriber } from './subscribers/on-told-event.subscriber.js';

export const inbox = {
  controllers: [NotificationController],
  providers: [
    DeleteReadNotificationsJob,
    ReadNotificationService,
    NoticeService,
    NotificationService,
    OnToldEventSubscriber,
    ReaderService,
  ],
};

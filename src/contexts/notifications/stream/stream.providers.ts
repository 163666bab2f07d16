import { NotificationWakeupsService } from './application/notification-wakeups.service.js';
import { OpenStreamsService } from './application/open-streams.service.js';
import { StreamReaderService } from './application/stream-reader.service.js';
import { NotificationStreamController } from './http/notification-stream.controller.js';

export const stream = {
  controllers: [NotificationStreamController],
  providers: [NotificationWakeupsService, OpenStreamsService, StreamReaderService],
};

import { EventFeedService } from './application/event-feed.service.js';
import { EventFeedController } from './http/event-feed.controller.js';

export const feed = { controllers: [EventFeedController], providers: [EventFeedService] };

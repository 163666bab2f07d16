export { EventHandler } from './event-handler.js';
export { EventFeed, type FeedPage } from './event-feed.js';
export { EventsModule } from './events.module.js';
export { OutboxRelay } from './outbox-relay.js';
export { OutboxSweep } from './outbox-sweep.js';
export {
  Subscribes,
  SubscribesToAnnouncements,
  SubscribesToEach,
  type AnnouncementSubscriber,
  type Subscriber,
} from './subscriber.js';

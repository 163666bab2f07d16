export { EventsModule } from './events.module.js';
export { OutboxRelay } from './outbox-relay.js';
export { OutboxSweep } from './outbox-sweep.js';
export { Subscribes, type Subscriber } from './subscriber.js';

import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { UnitOfWork } from '#libs/database';
import { DeliveredEventsJob } from './delivered-events.job.js';
import { DeliverySlots } from './delivery-slots.js';
import { EventBus } from './event-bus.js';
import { EventFeed } from './event-feed.js';
import { EventHandler } from './event-handler.js';
import { OutboxLeases } from './outbox-leases.js';
import { Outbox } from './outbox.js';
import { OutboxRecorder } from './outbox.recorder.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxSweep } from './outbox-sweep.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    DeliveredEventsJob,
    DeliverySlots,
    EventBus,
    EventFeed,
    EventHandler,
    Outbox,
    OutboxLeases,
    OutboxRecorder,
    OutboxRelay,
    OutboxSweep,
  ],
  exports: [EventFeed, OutboxLeases, OutboxRelay, OutboxSweep],
})
export class EventsModule {
  constructor(unitOfWork: UnitOfWork, recorder: OutboxRecorder) {
    unitOfWork.addRecorder(recorder);
  }
}

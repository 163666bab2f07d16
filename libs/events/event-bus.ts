import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { subscriptionOf, type Subscriber, type Subscription } from './subscriber.js';

export interface BoundSubscriber extends Subscription {
  readonly subscriber: Subscriber<object>;
}

/** The subscribers of each event, discovered among all providers at boot. */
@Injectable()
export class EventBus implements OnModuleInit {
  private readonly byEvent = new Map<string, BoundSubscriber[]>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const names = new Set<string>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const subscription = metatype ? subscriptionOf(metatype) : undefined;
      if (!subscription || !instance) continue;
      if (names.has(subscription.name)) throw new Error(`Two subscribers are called "${subscription.name}".`);
      names.add(subscription.name);
      const bound = { ...subscription, subscriber: instance as Subscriber<object> };
      this.byEvent.set(subscription.eventType, [...this.subscribersOf(subscription.eventType), bound]);
    }
  }

  subscribersOf(eventType: string): readonly BoundSubscriber[] {
    return this.byEvent.get(eventType) ?? [];
  }
}

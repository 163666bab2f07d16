import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { announcedEvent } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { subscriptionsOf, type AnnouncementSubscriber, type Subscriber, type Subscription } from './subscriber.js';

export interface BoundSubscriber extends Subscription {
  readonly subscriber: Subscriber<object>;
}

interface BoundToAll extends BoundSubscriber {
  readonly subscriber: AnnouncementSubscriber;
}

/** The subscribers of each event, discovered among all providers at boot. */
@Injectable()
export class EventBus implements OnModuleInit {
  private readonly byEvent = new Map<string, BoundSubscriber[]>();
  private readonly toAll: BoundToAll[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const names = new Set<string>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const subscriptions = metatype ? subscriptionsOf(metatype) : [];
      const [first] = subscriptions;
      if (!first || !instance) continue;
      if (names.has(first.name)) throw new Error(`Two subscribers are called "${first.name}".`);
      names.add(first.name);
      for (const subscription of subscriptions) this.bind(subscription, instance as Subscriber<object>);
    }
  }

  /** Those that react to an event of this tenant. */
  subscribersOf(eventType: string, tenant: TenantRef): readonly BoundSubscriber[] {
    const own = this.byEvent.get(eventType) ?? [];
    if (this.toAll.length === 0 || !announcedEvent(eventType)) return own;
    const wanting = this.toAll.filter(({ subscriber }) => subscriber.mayWant(tenant));
    return wanting.length === 0 ? own : [...own, ...wanting];
  }

  private bind(subscription: Subscription, subscriber: Subscriber<object>): void {
    const { eventType } = subscription;
    const bound = { ...subscription, subscriber };
    if (eventType === null) this.toAll.push(bound as BoundToAll);
    else this.byEvent.set(eventType, [...(this.byEvent.get(eventType) ?? []), bound]);
  }
}

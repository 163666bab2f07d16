import { Injectable } from '@nestjs/common';
import type { DomainEvent, EventType } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';

/**
 * One reaction to one type of event, in the tenant's context and in a transaction of its own, which also records the delivery: what
 * it commits happens once. Effects outside the database must be repeatable.
 */
export interface Subscriber<P extends object> {
  handle(event: DomainEvent<P>): Promise<void>;
}

/** A reaction to every event that is announced to customers' programs. */
export interface AnnouncementSubscriber extends Subscriber<object> {
  /** False where it certainly has nothing to do: then the event costs nothing. Asked before each commit, so it must not wait for anything. */
  mayWant(tenant: TenantRef): boolean;
}

export interface SubscriptionOptions {
  /**
   * Whether events that came together may be handled in one transaction, which saves most of their cost. Only for reactions that add rows:
   * locks would be held until the last event, in an order in which no request takes them.
   */
  readonly addsOnly?: boolean;
}

export interface Subscription extends SubscriptionOptions {
  /** Null for every event that is announced. */
  readonly eventType: string | null;
  readonly name: string;
}

const subscriptions = new WeakMap<object, readonly Subscription[]>();

/** @param name stored with each delivery: never renamed, or the event would be delivered again */
export function Subscribes<P extends object>(event: EventType<P>, name: string, options: SubscriptionOptions = {}) {
  return <T extends new (...args: never[]) => Subscriber<P>>(target: T): void => {
    subscriptions.set(target, [{ ...options, eventType: event.type, name }]);
    Injectable()(target);
  };
}

/** One reaction to events of several types, which has those of one aggregate in their order. @param name as of {@link Subscribes} */
export function SubscribesToEach(eventTypes: readonly string[], name: string, options: SubscriptionOptions = {}) {
  return <T extends new (...args: never[]) => Subscriber<object>>(target: T): void => {
    const all = eventTypes.map((eventType) => ({ ...options, eventType, name }));
    subscriptions.set(target, all);
    Injectable()(target);
  };
}

/** @param name as of {@link Subscribes} */
export function SubscribesToAnnouncements(name: string, options: SubscriptionOptions = {}) {
  return <T extends new (...args: never[]) => AnnouncementSubscriber>(target: T): void => {
    subscriptions.set(target, [{ ...options, eventType: null, name }]);
    Injectable()(target);
  };
}

export function subscriptionsOf(target: object): readonly Subscription[] {
  return subscriptions.get(target) ?? [];
}

import { Injectable } from '@nestjs/common';
import type { Change, ChangeRecorder, Statement } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { Outbox } from './outbox.js';

/** Writes the events of a commit in the transaction of the change itself. */
@Injectable()
export class OutboxRecorder implements ChangeRecorder {
  constructor(private readonly outbox: Outbox) {}

  prepare(changes: readonly Change[]): Promise<void> {
    return this.outbox.announce(eventsOf(changes));
  }

  statements(changes: readonly Change[]): Statement[] {
    const events = eventsOf(changes);
    return events.length === 0 ? [] : [this.outbox.statement(events)];
  }

  committed(changes: readonly Change[]): void {
    this.outbox.committed(eventsOf(changes));
  }
}

function eventsOf(changes: readonly Change[]): DomainEvent[] {
  return changes.flatMap(({ events }) => events);
}

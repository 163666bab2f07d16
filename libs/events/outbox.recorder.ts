import { Injectable } from '@nestjs/common';
import type { Statement, WriteRecorder, WriteSet } from '#libs/database';
import { Outbox } from './outbox.js';

/** Writes the events of a commit in the transaction of the change itself. */
@Injectable()
export class OutboxRecorder implements WriteRecorder {
  constructor(private readonly outbox: Outbox) {}

  prepare({ events }: WriteSet): Promise<void> {
    return this.outbox.beforeCommit(events);
  }

  statements({ events }: WriteSet): Statement[] {
    return events.length === 0 ? [] : [this.outbox.statement(events)];
  }

  committed({ events }: WriteSet): void {
    this.outbox.afterCommit(events);
  }
}

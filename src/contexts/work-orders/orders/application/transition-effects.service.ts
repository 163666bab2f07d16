import { Injectable } from '@nestjs/common';
import type { WorkOrder } from '../domain/work-order.entity.js';

/**
 * What transitions of a work order change outside of it: dates of its schedule and machine, and whatever else is to follow.
 * Joins the transaction of the transition; what one method does another takes back.
 */
export interface TransitionEffect {
  /** It was completed, canceled or rejected. */
  ended(workOrder: WorkOrder): Promise<void>;
  /** The reverse of its completion. */
  reopened(workOrder: WorkOrder): Promise<void>;
}

/** The effects there are, told by the rooms that have them when they start: orders know none of these rooms. */
@Injectable()
export class TransitionEffectsService {
  private readonly effects: TransitionEffect[] = [];

  add(effect: TransitionEffect): void {
    this.effects.push(effect);
  }

  /** One after another, as all of them lock rows. */
  async ended(workOrder: WorkOrder): Promise<void> {
    for (const effect of this.effects) await effect.ended(workOrder);
  }

  async reopened(workOrder: WorkOrder): Promise<void> {
    for (const effect of this.effects) await effect.reopened(workOrder);
  }
}

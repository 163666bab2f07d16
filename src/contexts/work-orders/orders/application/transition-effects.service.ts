import { Injectable } from '@nestjs/common';
import type { WorkOrder } from '../domain/work-order.entity.js';

/**
 * What a transition changes outside the work order, such as dates of its schedule and machine. Joins the transaction of the
 * transition; `reopened` undoes what `ended` has done.
 */
export interface TransitionEffect {
  /** It was completed, canceled or rejected. */
  ended(workOrder: WorkOrder): Promise<void>;
  /** Its completion was taken back. */
  reopened(workOrder: WorkOrder): Promise<void>;
}

/** The effects that other rooms register at start, so that orders need not import them. */
@Injectable()
export class TransitionEffectsService {
  private readonly effects: TransitionEffect[] = [];

  add(effect: TransitionEffect): void {
    this.effects.push(effect);
  }

  /** One after another, because all of them lock rows. */
  async ended(workOrder: WorkOrder): Promise<void> {
    for (const effect of this.effects) await effect.ended(workOrder);
  }

  async reopened(workOrder: WorkOrder): Promise<void> {
    for (const effect of this.effects) await effect.reopened(workOrder);
  }
}

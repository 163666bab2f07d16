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

/** The visits to a work order whose work ends. */
export interface EndedVisits {
  /** Minutes of all its visits; null when there are none. */
  readonly minutes: number | null;
  /** Rows to be committed together with the work order. */
  readonly changed: readonly object[];
}

export type EndVisits = (workOrderId: string, at: Date) => Promise<EndedVisits>;

/** The effects that other rooms register at start, so that orders need not import them. */
@Injectable()
export class TransitionEffectsService {
  private readonly effects: TransitionEffect[] = [];
  private visits?: EndVisits;

  add(effect: TransitionEffect): void {
    this.effects.push(effect);
  }

  /** @param end is called in the transaction, before the work order changes */
  endVisitsBy(end: EndVisits): void {
    this.visits = end;
  }

  endVisits(workOrderId: string, at: Date): Promise<EndedVisits> {
    return this.visits!(workOrderId, at);
  }

  /** One after another, because all of them lock rows. */
  async ended(workOrder: WorkOrder): Promise<void> {
    for (const effect of this.effects) await effect.ended(workOrder);
  }

  async reopened(workOrder: WorkOrder): Promise<void> {
    for (const effect of this.effects) await effect.reopened(workOrder);
  }
}

import { defineEntity } from '@mikro-orm/core';
import { recordEvent, refuse, uuidv7 } from '#libs/kernel';
import { departureForgotten, workLogArrived, type DepartureForgotten, type WorkLogFacts } from '../../events.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { distanceMeters, type Position } from './distance.js';
import {
  assertBreakFits,
  assertLength,
  assertNotInFuture,
  latestDeparture,
  reasonOfLateEntry,
  workMinutes,
} from './visit-times.js';
import { blankWorkLog, workLogColumns, type WorkLogEnding } from './work-log-columns.js';
import { alreadyDeparted, stillOpen } from './work-log.errors.js';

export const WorkLogSchema = defineEntity({
  name: 'WorkLog',
  tableName: 'technician_work_logs',
  schema: '*',
  properties: workLogColumns,
});

/** A time and place as the technician reports them. */
interface Report {
  /** Now unless given. */
  readonly at?: Date | undefined;
  readonly position: Position | null;
  /** Why it is reported late. */
  readonly reason?: string | undefined;
  readonly notes?: string | null | undefined;
}

export interface Arrival extends Report {
  readonly workOrderId: string;
  readonly technicianId: string;
  readonly travelTimeMinutes?: number | null | undefined;
}

export interface Departure extends Report {
  readonly breakMinutes?: number | undefined;
}

export interface Correction {
  readonly arrivedAt?: Date | undefined;
  readonly departedAt?: Date | undefined;
  readonly breakMinutes?: number | undefined;
  readonly travelTimeMinutes?: number | null | undefined;
  readonly notes?: string | null | undefined;
}

/** One visit of a technician to a work order. Its minutes follow from its times. */
export class WorkLog extends WorkLogSchema.class {
  /** @param facility where the work is, if known */
  static arrive(arrival: Arrival, facility: Position | null, { at: now }: Act): WorkLog {
    const { at = now, position, reason = null, workOrderId, technicianId, notes, travelTimeMinutes } = arrival;
    assertNotInFuture(at, now, 'arrivedAt');
    assertLength(at, now, 'arrivedAt');
    const log = Object.assign(new WorkLog(), blankWorkLog, {
      id: uuidv7(),
      workOrderId,
      technicianId,
      arrivedAt: at,
      arrivalReason: reasonOfLateEntry(at, now, reason),
      arrivalLatitude: position?.latitude ?? null,
      arrivalLongitude: position?.longitude ?? null,
      arrivalDistanceMeters: distanceMeters(position, facility),
      travelTimeMinutes: travelTimeMinutes ?? null,
      notes: notes ?? null,
    });
    recordEvent(log, workLogArrived.create(log.id, log.facts()));
    return log;
  }

  get isOpen(): boolean {
    return this.status !== 'completed';
  }

  /** @throws DomainError 409 for a visit that has ended, 422 for times that cannot be */
  depart(departure: Departure, facility: Position | null, { at: now }: Act): void {
    if (!this.isOpen) throw refuse(alreadyDeparted);
    const { at = now, position, reason = null, breakMinutes = this.breakMinutes, notes = this.notes } = departure;
    assertNotInFuture(at, now, 'departedAt');
    assertLength(this.arrivedAt, at, 'departedAt');
    assertBreakFits(this.arrivedAt, at, breakMinutes);
    Object.assign(this, {
      departureReason: reasonOfLateEntry(at, now, reason),
      departureLatitude: position?.latitude ?? null,
      departureLongitude: position?.longitude ?? null,
      departureDistanceMeters: distanceMeters(position, facility),
      breakMinutes,
      notes,
    });
    this.endAt(at, 'departure');
  }

  /** Ends the visit without the technician: not before its start, even where the clock was set back, and not after its longest length. */
  close(at: Date, endedBy: 'next_arrival' | 'work_ended'): void {
    const latest = latestDeparture(this.arrivedAt);
    if (at > latest) this.endAt(latest, 'time_limit');
    else this.endAt(at < this.arrivedAt ? this.arrivedAt : at, endedBy);
  }

  /** Nobody departed. */
  forget(at: Date, workOrder: Pick<DepartureForgotten, 'workOrderNumber' | 'title'>): void {
    this.endAt(at, 'time_limit');
    const departedAt = at.toISOString();
    recordEvent(this, departureForgotten.create(this.id, { ...this.facts(), ...workOrder, departedAt }));
  }

  /** @returns whether anything differs. @throws DomainError 409 for the departure of an open visit, 422 for times that cannot be */
  correct(correction: Correction, reason: string, { at: now, by }: Act): boolean {
    if (correction.departedAt && this.isOpen) throw refuse(stillOpen);
    const given = Object.entries(correction).filter(([, value]) => value !== undefined);
    const differs = given.some(([name, value]) => !isSame(this[name as keyof Correction], value));
    if (!differs) return false;
    Object.assign(this, Object.fromEntries(given));
    this.checkTimes(now);
    Object.assign(this, { correctedAt: now, correctedById: by, correctionReason: reason });
    if (this.departedAt) this.endAt(this.departedAt, this.endedBy ?? null);
    return true;
  }

  private facts(): WorkLogFacts {
    const { workOrderId, technicianId, arrivedAt } = this;
    return { workOrderId, technicianId, arrivedAt: arrivedAt.toISOString() };
  }

  private checkTimes(now: Date): void {
    const { arrivedAt, departedAt, breakMinutes } = this;
    const until = departedAt ?? now;
    assertNotInFuture(arrivedAt, now, 'arrivedAt');
    if (departedAt) assertNotInFuture(departedAt, now, 'departedAt');
    assertLength(arrivedAt, until, departedAt ? 'departedAt' : 'arrivedAt');
    assertBreakFits(arrivedAt, until, breakMinutes);
  }

  private endAt(at: Date, endedBy: WorkLogEnding | null): void {
    const workTimeMinutes = workMinutes(this.arrivedAt, at, this.breakMinutes);
    Object.assign(this, { departedAt: at, workTimeMinutes, status: 'completed', endedBy });
  }
}
WorkLogSchema.setClass(WorkLog);

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

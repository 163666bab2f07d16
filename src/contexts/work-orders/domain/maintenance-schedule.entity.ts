import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/database';
import { recordEvent, uuidv7 } from '#libs/kernel';
import { maintenanceScheduleChanged } from '../events.js';
import type { CatchUp } from './catch-up.js';
import { nextUnderChangedRule } from './changed-rule.js';
import { nextLook } from './generation.js';
import { assertRule, pauseReasonRequired, scheduleNotPaused, schedulePaused } from './maintenance-schedule.errors.js';
import { nextAfterCompletion } from './occurrence-plan.js';
import {
  END_OF_CALENDAR,
  localTimeOf,
  plannedSchedule,
  ruleOf,
  type Overlap,
  type RecurrenceBasis,
} from './planned-schedule.js';
import { recurrenceFaults, type FrequencyType, type RecurrenceRule } from './recurrence-rule.js';
import { withPause, type PastPause } from './schedule-pause.js';
import type { Act } from './work-order-history.entity.js';
import type { WorkOrderPriority } from './work-order-kinds.js';

/** What people may edit at any time. */
const details = {
  scheduleName: p.string(),
  description: p.text().nullable(),
  frequencyType: p.string().$type<FrequencyType>(),
  frequencyValue: p.integer(),
  timezone: p.string(),
  recurrenceBasis: p.string().$type<RecurrenceBasis>(),
  leadDays: p.integer(),
  catchUp: p.string().$type<CatchUp>(),
  overlap: p.string().$type<Overlap>(),
  workOrderTitle: p.string().nullable().fieldName('task_title'),
  workOrderDescription: p.text().nullable().fieldName('task_description'),
  workOrderPriority: p.string().$type<WorkOrderPriority>().fieldName('task_priority'),
  estimatedHours: p.decimal('number').nullable(),
  defaultAssignedTo: p.uuid().nullable(),
  defaultAssignedTeam: p.uuid().nullable(),
  isActive: p.boolean(),
};

export const MaintenanceScheduleSchema = defineEntity({
  name: 'MaintenanceSchedule',
  tableName: 'maintenance_schedules',
  schema: '*',
  properties: {
    ...versioned,
    ...details,
    equipmentId: p.uuid(),
    firstOccurrenceLocal: p.string(),
    nextOccurrenceAt: p.datetime().fieldName('next_run_date'),
    lastOccurrenceAt: p.datetime().nullable().fieldName('last_run_date'),
    wakeAt: p.datetime().nullable(),
    restingReason: p.text().nullable(),
    pausedAt: p.datetime().nullable(),
    pausedById: p.uuid().nullable().fieldName('paused_by'),
    pauseReason: p.text().nullable(),
    pastPauses: p.json().$type<PastPause[]>(),
    createdById: p.uuid().nullable().fieldName('created_by'),
  },
});

export type ScheduleDetails = Pick<InferEntity<typeof MaintenanceScheduleSchema>, keyof typeof details> & {
  /** Local time in the schedule's zone. */
  readonly firstOccurrenceAt: string;
};

export type NewSchedule = Partial<ScheduleDetails> &
  Pick<ScheduleDetails, 'scheduleName' | 'frequencyType' | 'firstOccurrenceAt' | 'timezone'> & {
    readonly equipmentId: string;
  };

/** A standing order for maintenance of one machine: the generation makes its work orders, this class keeps its dates. */
export class MaintenanceSchedule extends MaintenanceScheduleSchema.class {
  static create({ firstOccurrenceAt, ...given }: NewSchedule, act: Act): MaintenanceSchedule {
    assertRule({ ...given, firstOccurrenceAt, frequencyValue: given.frequencyValue ?? null });
    const schedule = new MaintenanceSchedule();
    Object.assign(schedule, defaults, given, {
      id: uuidv7(),
      firstOccurrenceLocal: firstOccurrenceAt,
      createdById: act.by,
    });
    schedule.restart(schedule.rule, act.at);
    return schedule;
  }

  /** A new rule counts from its anchor; the day that the last work order was made for is not repeated. */
  edit(given: Partial<ScheduleDetails>, now: Date): void {
    const { firstOccurrenceAt, ...changes } = given;
    const former = this.rule;
    Object.assign(this, changes, firstOccurrenceAt === undefined ? {} : { firstOccurrenceLocal: firstOccurrenceAt });
    if (JSON.stringify(this.rule) === JSON.stringify(former)) return this.changed(now);
    assertRule(this.rule, given);
    this.restart(former, now);
  }

  pause(reason: string, act: Act): void {
    if (this.pausedAt) throw schedulePaused();
    if (!reason.trim()) throw pauseReasonRequired();
    Object.assign(this, { pausedAt: act.at, pausedById: act.by, pauseReason: reason });
    this.changed(act.at);
  }

  /** What fell due meanwhile is treated as the schedule's `catchUp` says. */
  resume(now: Date): void {
    if (!this.pausedAt) throw scheduleNotPaused();
    const [from, until] = [this.pausedAt.toISOString(), now.toISOString()];
    const pause = { from, until, reason: this.pauseReason ?? '' };
    this.pastPauses = withPause(this.pastPauses, pause, this.nextOccurrenceAt);
    Object.assign(this, { pausedAt: null, pausedById: null, pauseReason: null });
    this.changed(now);
  }

  /**
   * Its open work order ended. A floating schedule counts its next date from the completion; one whose rule cannot be read any
   * more keeps the date that it has, and rests.
   */
  workOrderClosed(completedAt: Date | null, now: Date): void {
    const counts = completedAt && this.recurrenceBasis === 'floating' && recurrenceFaults(this.rule).length === 0;
    if (counts) {
      const last = this.lastOccurrenceAt?.getTime() ?? null;
      this.moveTo(nextAfterCompletion(this.rule, completedAt.getTime(), last));
    }
    this.changed(now);
  }

  get rule(): RecurrenceRule {
    return ruleOf(this);
  }

  get firstOccurrenceAt(): string {
    return localTimeOf(this.firstOccurrenceLocal);
  }

  private restart(former: RecurrenceRule, now: Date): void {
    this.moveTo(nextUnderChangedRule(this.rule, former, this.lastOccurrenceAt?.getTime() ?? null));
    this.changed(now);
  }

  private moveTo(next: number | null): void {
    this.nextOccurrenceAt = new Date(next ?? END_OF_CALENDAR);
  }

  private changed(now: Date): void {
    const state = {
      isActive: this.isActive && !this.pausedAt,
      nextOccurrenceAt: this.nextOccurrenceAt.getTime(),
      openWorkOrder: null,
      lastCompletedAt: null,
    };
    Object.assign(this, nextLook(plannedSchedule(this, state), now.getTime()));
    const facts = { equipmentId: this.equipmentId, wakeAt: this.wakeAt?.toISOString() ?? null };
    recordEvent(this, maintenanceScheduleChanged.create(this.id, facts));
  }
}
MaintenanceScheduleSchema.setClass(MaintenanceSchedule);

const defaults = {
  description: null,
  frequencyValue: 1,
  recurrenceBasis: 'fixed',
  leadDays: 0,
  catchUp: 'latest',
  overlap: 'skip',
  workOrderTitle: null,
  workOrderDescription: null,
  workOrderPriority: 'medium',
  estimatedHours: null,
  defaultAssignedTo: null,
  defaultAssignedTeam: null,
  isActive: true,
  lastOccurrenceAt: null,
  wakeAt: null,
  restingReason: null,
  pausedAt: null,
  pausedById: null,
  pauseReason: null,
  pastPauses: [],
};

const unknown = (constraint: string, property: string, code: string, detail: string) =>
  declareConstraint({ constraint, property, code, detail });
unknown('maintenance_schedules_equipment_id_fkey', 'equipmentId', 'equipment.unknown', 'There is no such machine.');
unknown(
  'maintenance_schedules_default_assigned_to_fkey',
  'defaultAssignedTo',
  'user.unknown',
  'There is no such user.',
);
unknown(
  'maintenance_schedules_default_assigned_team_fkey',
  'defaultAssignedTeam',
  'team.unknown',
  'There is no such team.',
);

import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { recordEvent, uuidv7 } from '#libs/kernel';
import { maintenanceScheduleChanged } from '../../events.js';
import type { CatchUp } from './catch-up.js';
import { nextLook } from './generation.js';
import { assertRule, pauseReasonRequired, scheduleNotPaused, schedulePaused } from './maintenance-schedule.errors.js';
import { nextDate, NOTHING_SETTLED, type CountedRule, type FormerPromise, type SettledDates } from './next-date.js';
import {
  END_OF_CALENDAR,
  localTimeOf,
  nextDateOf,
  plannedSchedule,
  ruleOf,
  type Overlap,
  type RecurrenceBasis,
} from './planned-schedule.js';
import { scheduleDefaults } from './schedule-defaults.js';
import { recurrenceFaults, type FrequencyType } from './recurrence-rule.js';
import { withPause, type PastPause } from './schedule-pause.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import type { WorkOrderPriority } from '../../orders/domain/work-order-kinds.js';

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
    /** Counts how often it began to count from a completion: a day of the ledger may come again in a later round alone. */
    round: p.integer(),
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
    schedule.countAnew(NOTHING_SETTLED);
    schedule.changed(act.at);
    return schedule;
  }

  /** A new rule or basis goes on where the former one stood: see {@link nextDate}. */
  edit(given: Partial<ScheduleDetails>, settled: SettledDates, now: Date): void {
    const { firstOccurrenceAt, ...changes } = given;
    const { rule: before, nextOccurrenceAt } = this;
    Object.assign(this, changes, firstOccurrenceAt === undefined ? {} : { firstOccurrenceLocal: firstOccurrenceAt });
    if (JSON.stringify(this.rule) !== JSON.stringify(before)) {
      assertRule(this.rule, given);
      const next = nextDateOf(nextOccurrenceAt.getTime());
      this.countAnew(settled, { timezone: before.timezone, nextOccurrenceAt: next, now: now.getTime() });
    }
    this.changed(now);
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

  /** Its open work order ended, and the next one may be made. */
  workOrderEnded(now: Date): void {
    this.changed(now);
  }

  /**
   * A work order of it was completed, or a completion taken back. A floating schedule counts anew; one whose rule cannot be read
   * any more keeps the date that it has, and rests.
   */
  completionsChanged(settled: SettledDates, now: Date): void {
    if (this.recurrenceBasis === 'floating' && recurrenceFaults(this.rule).length === 0) this.countAnew(settled);
    this.changed(now);
  }

  get rule(): CountedRule {
    return { ...ruleOf(this), recurrenceBasis: this.recurrenceBasis };
  }

  get firstOccurrenceAt(): string {
    return localTimeOf(this.firstOccurrenceLocal);
  }

  private countAnew(settled: SettledDates, former?: FormerPromise): void {
    this.nextOccurrenceAt = new Date(nextDate(this.rule, settled, former) ?? END_OF_CALENDAR);
    if (this.recurrenceBasis === 'floating' && settled.lastCompletedAt !== null) this.round += 1;
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
  ...scheduleDefaults,
  description: null,
  workOrderTitle: null,
  workOrderDescription: null,
  estimatedHours: null,
  defaultAssignedTo: null,
  defaultAssignedTeam: null,
  lastOccurrenceAt: null,
  round: 0,
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
  'There is no such active user.',
);
unknown(
  'maintenance_schedules_default_assigned_team_fkey',
  'defaultAssignedTeam',
  'team.unknown',
  'There is no such active team.',
);

import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, nullsOf, versioned } from '#libs/columns';
import { recordEvent, refuse, uuidv7 } from '#libs/kernel';
import { maintenanceScheduleChanged } from '../../events.js';
import type { CatchUp } from './catch-up.js';
import { nextWake } from './generation.js';
import { unknownEquipment } from '../../../assets/assets.refusals.js';
import { teamNotAssignable, userNotAssignable } from '../../orders/domain/assignment.errors.js';
import { assertRule } from './assert-rule.js';
import { MaintenanceOccurrence } from './maintenance-occurrence.entity.js';
import {
  notNext,
  pauseReasonRequired,
  scheduleInactive,
  scheduleNotPaused,
  schedulePaused,
} from './maintenance-schedule.errors.js';
import { nextDate, NOTHING_SETTLED, type CountedRule, type FormerPromise, type SettledDates } from './next-date.js';
import { planOccurrences, type GeneratedOccurrence } from './occurrence-plan.js';
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

/** The fields that can be edited at any time. */
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

const columns = {
  ...versioned,
  ...details,
  equipmentId: p.uuid(),
  firstOccurrenceLocal: p.string(),
  nextOccurrenceAt: p.datetime().fieldName('next_run_date'),
  lastOccurrenceAt: p.datetime().nullable().fieldName('last_run_date'),
  /** Counts how often it began to count from a completion: a day of the ledger may come again in a later round alone. */
  round: p.integer().hidden(),
  wakeAt: p.datetime().nullable(),
  restingReason: p.text().nullable(),
  pausedAt: p.datetime().nullable(),
  pausedById: p.uuid().nullable().fieldName('paused_by').hidden(),
  pauseReason: p.text().nullable(),
  pastPauses: p.json().$type<PastPause[]>().hidden(),
  createdById: p.uuid().nullable().fieldName('created_by'),
};

export const MaintenanceScheduleSchema = defineEntity({
  name: 'MaintenanceSchedule',
  tableName: 'maintenance_schedules',
  schema: '*',
  properties: columns,
});

export type ScheduleDetails = Pick<InferEntity<typeof MaintenanceScheduleSchema>, keyof typeof details> & {
  /** Local time in the schedule's zone. */
  readonly firstOccurrenceAt: string;
};

export type NewSchedule = Partial<ScheduleDetails> &
  Pick<ScheduleDetails, 'scheduleName' | 'frequencyType' | 'firstOccurrenceAt' | 'timezone'> & {
    readonly equipmentId: string;
  };

/** The rule for the maintenance of one machine. This class keeps its dates; the generation makes its work orders. */
export class MaintenanceSchedule extends MaintenanceScheduleSchema.class {
  static create({ firstOccurrenceAt, ...given }: NewSchedule, act: Act): MaintenanceSchedule {
    assertRule({ ...given, firstOccurrenceAt, frequencyValue: given.frequencyValue ?? null });
    const schedule = new MaintenanceSchedule();
    Object.assign(schedule, defaults, given, {
      id: uuidv7(),
      firstOccurrenceLocal: firstOccurrenceAt,
      createdById: act.by,
    });
    schedule.recount(NOTHING_SETTLED);
    schedule.changed(act.at);
    return schedule;
  }

  /** A new rule or basis continues where the former one was, see {@link nextDate}. */
  edit(given: Partial<ScheduleDetails>, settled: SettledDates, now: Date): void {
    const { firstOccurrenceAt, ...changes } = given;
    const { rule: before, nextOccurrenceAt } = this;
    Object.assign(this, changes, firstOccurrenceAt === undefined ? {} : { firstOccurrenceLocal: firstOccurrenceAt });
    if (JSON.stringify(this.rule) !== JSON.stringify(before)) {
      assertRule(this.rule, given);
      const next = nextDateOf(nextOccurrenceAt.getTime());
      this.recount(settled, { timezone: before.timezone, nextOccurrenceAt: next, now: now.getTime() });
    }
    this.changed(now);
  }

  pause(reason: string, act: Act): void {
    if (this.pausedAt) throw refuse(schedulePaused);
    if (!reason.trim()) throw refuse(pauseReasonRequired);
    Object.assign(this, { pausedAt: act.at, pausedById: act.by, pauseReason: reason });
    this.changed(act.at);
  }

  /** Dates in the pause are treated by the schedule's `catchUp`. */
  resume(now: Date): void {
    if (!this.pausedAt) throw refuse(scheduleNotPaused);
    const [from, until] = [this.pausedAt.toISOString(), now.toISOString()];
    const pause = { from, until, reason: this.pauseReason ?? '' };
    this.pastPauses = withPause(this.pastPauses, pause, this.nextOccurrenceAt);
    Object.assign(this, { pausedAt: null, pausedById: null, pauseReason: null });
    this.changed(now);
  }

  /**
   * Decides the next date without a work order; what it answers goes into the ledger, in the same transaction.
   * @param at the date that is meant: a generation may have decided it since it was read
   */
  skip(at: Date, reason: string, settled: SettledDates, act: Act): MaintenanceOccurrence {
    if (!this.isActive) throw refuse(scheduleInactive);
    assertRule(this.rule, {});
    const { occurrenceAt, occurrenceOn } = this.nextOccurrence(settled) ?? {};
    if (!occurrenceOn || at.getTime() !== occurrenceAt) throw refuse(notNext);
    const { id: scheduleId, equipmentId, round } = this;
    const [decidedOn, status] = [Date.parse(occurrenceOn), 'skipped' as const];
    const line = { scheduleId, equipmentId, round, occurrenceAt: at, occurrenceOn, status, createdAt: act.at };
    this.recount({ ...settled, decidedOn, unfulfilledOn: decidedOn });
    this.changed(act.at);
    return Object.assign(new MaintenanceOccurrence(), line, { id: uuidv7(), reason: `skipped on request: ${reason}` });
  }

  /** Its open work order ended, and the next one may be made. */
  workOrderEnded(now: Date): void {
    this.changed(now);
  }

  /**
   * A work order was completed, or a completion taken back. A floating schedule computes its next date again; one whose rule has become
   * invalid keeps its date and rests.
   */
  completionsChanged(settled: SettledDates, now: Date): void {
    if (this.recurrenceBasis === 'floating' && recurrenceFaults(this.rule).length === 0) this.recount(settled);
    this.changed(now);
  }

  get rule(): CountedRule {
    return { ...ruleOf(this), recurrenceBasis: this.recurrenceBasis };
  }

  get firstOccurrenceAt(): string {
    return localTimeOf(this.firstOccurrenceLocal);
  }

  private recount(settled: SettledDates, former?: FormerPromise): void {
    this.nextOccurrenceAt = new Date(nextDate(this.rule, settled, former) ?? END_OF_CALENDAR);
    if (this.recurrenceBasis === 'floating' && settled.lastCompletedAt !== null) this.round += 1;
  }

  private nextOccurrence({ lastCompletedAt }: SettledDates): GeneratedOccurrence | undefined {
    const at = this.nextOccurrenceAt.getTime();
    const state = { isActive: true, nextOccurrenceAt: at, openWorkOrder: null, lastCompletedAt };
    return planOccurrences({ ...plannedSchedule(this, state), catchUp: 'all' }, at).toGenerate[0];
  }

  private changed(now: Date): void {
    const state = {
      isActive: this.isActive && !this.pausedAt,
      nextOccurrenceAt: this.nextOccurrenceAt.getTime(),
      openWorkOrder: null,
      lastCompletedAt: null,
    };
    Object.assign(this, nextWake(plannedSchedule(this, state), now.getTime()));
    const facts = { equipmentId: this.equipmentId, wakeAt: this.wakeAt?.toISOString() ?? null };
    recordEvent(this, maintenanceScheduleChanged.create(this.id, facts));
  }
}
MaintenanceScheduleSchema.setClass(MaintenanceSchedule);

const defaults = {
  ...nullsOf(columns),
  ...scheduleDefaults,
  round: 0,
  pastPauses: [],
};

declareConstraint({
  constraint: 'maintenance_schedules_equipment_id_fkey',
  property: 'equipmentId',
  refusal: unknownEquipment,
});
declareConstraint({
  constraint: 'maintenance_schedules_default_assigned_to_fkey',
  property: 'defaultAssignedTo',
  refusal: userNotAssignable,
});
declareConstraint({
  constraint: 'maintenance_schedules_default_assigned_team_fkey',
  property: 'defaultAssignedTeam',
  refusal: teamNotAssignable,
});

import fc from 'fast-check';
import { pullEvents } from '#libs/kernel';
import { planSchedule } from './generation.js';
import { MaintenanceSchedule, type NewSchedule } from './maintenance-schedule.entity.js';
import type { SettledDates } from './next-date.js';
import { plannedSchedule } from './planned-schedule.js';
import { runs } from '../../../../../test/support/sampling.js';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Sydney',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
  'Asia/Kolkata',
];

const rules = fc
  .record({
    frequencyType: fc.constantFrom('daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'custom_days'),
    frequencyValue: fc.integer({ min: 1, max: 4 }),
    day: fc.integer({ min: 0, max: 400 }),
    minute: fc.integer({ min: 0, max: 1439 }),
    timezone: fc.constantFrom(...zones),
    recurrenceBasis: fc.constantFrom('fixed', 'floating'),
    leadDays: fc.constantFrom(0, 0, 3, 8, 40),
    catchUp: fc.constantFrom('all', 'latest', 'none'),
    overlap: fc.constantFrom('skip', 'allow'),
  })
  .map(({ day, minute, ...rest }) => {
    const anchor = new Date(Date.UTC(2026, 0, 1) + day * 86_400_000 + minute * 60_000);
    return { ...rest, firstOccurrenceAt: anchor.toISOString().slice(0, 19) };
  });

const edits = fc
  .tuple(
    rules,
    fc.constantFrom(
      ['frequencyType', 'frequencyValue'],
      ['firstOccurrenceAt'],
      ['timezone'],
      ['recurrenceBasis'],
      ['leadDays', 'overlap'],
    ),
  )
  .map(([rule, fields]) => Object.fromEntries(fields.map((field) => [field, rule[field as keyof typeof rule]])));

const which = fc.nat({ max: 9 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 24 * 40 }) }) },
  { weight: 3, arbitrary: fc.record({ complete: which }) },
  { weight: 2, arbitrary: fc.record({ reopen: which }) },
  { weight: 1, arbitrary: fc.record({ cancel: which }) },
  { weight: 3, arbitrary: fc.record({ edit: edits }) },
  { weight: 1, arbitrary: fc.constant({ pause: true }) },
);

interface Step {
  /** Hours to wait before the next generation. */
  readonly wait?: number;
  /** One of the work orders that are open, completed, open. */
  readonly complete?: number;
  readonly reopen?: number;
  readonly cancel?: number;
  readonly edit?: object;
  /** Or the end of the pause. */
  readonly pause?: boolean;
}

interface Row {
  readonly occurrenceOn: string;
  readonly round: number;
  /** Of its work order; null without one. */
  state: 'open' | 'completed' | 'canceled' | null;
  completedAt: number | null;
}

/** A schedule with its ledger and work orders in memory, moved as the services and the generation move it. */
class ScheduleWalk {
  readonly ledger: Row[] = [];
  /** Days that were decided although they were settled before. */
  readonly decidedAgain: string[] = [];
  now = Date.UTC(2026, 5, 1);
  private readonly schedule: MaintenanceSchedule;

  constructor(rule: object) {
    const given = { scheduleName: 'x', equipmentId: 'm', ...rule } as NewSchedule;
    this.schedule = MaintenanceSchedule.create(given, { by: null, at: new Date(this.now) });
  }

  get next(): number {
    return this.schedule.nextOccurrenceAt.getTime();
  }

  /** Undefined when the step is not possible. */
  take({ wait, complete, reopen, cancel, edit, pause }: Step): Row | undefined {
    const at = new Date((this.now += 60_000));
    if (wait !== undefined) this.generate(wait);
    if (edit) this.schedule.edit(edit, this.settled(), at);
    if (pause) {
      if (this.schedule.pausedAt) this.schedule.resume(at);
      else this.schedule.pause('x', { by: null, at });
    }
    if (cancel !== undefined) return this.move(cancel, 'open', 'canceled', () => this.schedule.workOrderEnded(at));
    if (complete !== undefined) return this.move(complete, 'open', 'completed', () => this.count(at));
    if (reopen !== undefined) return this.move(reopen, 'completed', 'open', () => this.count(at));
    return undefined;
  }

  reopen(row: Row): void {
    this.take({ reopen: this.ledger.filter(({ state }) => state === 'completed').indexOf(row) });
  }

  private count(at: Date): void {
    this.schedule.completionsChanged(this.settled(), at);
  }

  private move(index: number, from: Row['state'], to: Row['state'], follow: () => void): Row | undefined {
    const rows = this.ledger.filter(({ state }) => state === from);
    const row = rows[index % Math.max(1, rows.length)];
    if (!row) return undefined;
    Object.assign(row, { state: to, completedAt: to === 'completed' ? this.now : null });
    follow();
    return row;
  }

  private settled(): SettledDates {
    const newest = (rows: Row[]) =>
      rows
        .map(({ occurrenceOn }) => Date.parse(occurrenceOn))
        .sort((a, b) => a - b)
        .at(-1) ?? null;
    const unfulfilledOn = newest(this.ledger.filter(({ state }) => state !== 'completed'));
    return { decidedOn: newest(this.ledger), unfulfilledOn, lastCompletedAt: this.lastCompletedAt() };
  }

  private lastCompletedAt(): number | null {
    return this.ledger.reduce<number | null>(
      (last, { completedAt }) => (completedAt === null ? last : Math.max(last ?? 0, completedAt)),
      null,
    );
  }

  private generate(hours: number): void {
    this.now += hours * 3_600_000;
    const { schedule } = this;
    pullEvents(schedule);
    if (schedule.pausedAt) return;
    const open = this.ledger.some(({ state }) => state === 'open');
    const floats = schedule.recurrenceBasis === 'floating';
    const state = {
      isActive: true,
      nextOccurrenceAt: this.next,
      openWorkOrder: open ? 'W' : null,
      lastCompletedAt: floats ? this.lastCompletedAt() : null,
    };
    // without what the ledger has: the dates themselves must not come again
    const circumstances = { now: this.now, obstacle: null, inLedger: new Set<string>(), pauses: [] };
    const plan = planSchedule(plannedSchedule(schedule, state), circumstances);
    const before = [...this.ledger];
    for (const { occurrenceOn, status } of plan.rows) {
      const settles = (row: Row) => row.occurrenceOn >= occurrenceOn && (!floats || row.state !== 'completed');
      if (before.some(settles)) this.decidedAgain.push(occurrenceOn);
      this.ledger.push({
        occurrenceOn,
        round: schedule.round,
        state: status === 'generated' ? 'open' : null,
        completedAt: null,
      });
    }
    schedule.nextOccurrenceAt = plan.nextOccurrenceAt!;
  }
}

describe('the dates of a schedule, however it is changed and its work orders end', () => {
  it('have one row for a day and round, are never decided again, and settled ones get no work order', () => {
    fc.assert(
      fc.property(rules, fc.array(steps, { minLength: 1, maxLength: 25 }), (rule, walk) => {
        const schedule = new ScheduleWalk(rule);
        for (const step of walk) schedule.take(step);
        const keys = schedule.ledger.map(({ round, occurrenceOn }) => `${round} ${occurrenceOn}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(schedule.decidedAgain).toEqual([]);
      }),
      { numRuns: runs(400) },
    );
  });

  it('have none before a change that the former rule did not have', () => {
    fc.assert(
      fc.property(rules, fc.array(steps, { minLength: 1, maxLength: 15 }), edits, (rule, walk, edit) => {
        const schedule = new ScheduleWalk({ ...rule, catchUp: 'latest' });
        for (const step of walk.filter((one) => !('pause' in one))) schedule.take(step);
        schedule.take({ wait: 0 });
        if (schedule.ledger.length === 0) return;
        schedule.take({ edit });
        expect(schedule.next).toBeGreaterThanOrEqual(schedule.now);
      }),
      { numRuns: runs(400) },
    );
  });

  it('are as if a work order had never been completed once it is reopened', () => {
    fc.assert(
      fc.property(rules, fc.array(steps, { minLength: 1, maxLength: 15 }), which, (rule, walk, one) => {
        const schedule = new ScheduleWalk({ ...rule, recurrenceBasis: 'floating' });
        for (const step of walk.filter((step) => !('edit' in step))) schedule.take(step);
        const before = schedule.next;
        const completed = schedule.take({ complete: one });
        if (!completed) return;
        schedule.reopen(completed);
        expect(schedule.next).toBe(before);
      }),
      { numRuns: runs(400) },
    );
  });
});

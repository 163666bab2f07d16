import type { DemoDataset } from './demo-dataset.js';
import { earliest, later } from './demo-calendar.js';
import type { Order, Priority, Status } from './demo-tenant.js';
import type { Job, Step, Visit } from './job.js';

/** Hours from the report until work begins. */
const responseHours: Readonly<Record<Priority, number>> = { critical: 0.75, high: 3, medium: 24, low: 72 };
const MINUTES_TO_ASSIGN = 15;

/** The work orders that people created by hand, with the steps and visits that follow from the demo data. */
export function singleOrders(dataset: DemoDataset): Job[] {
  return dataset.tenant.orders.map((order) => {
    const createdAt = dataset.reported(order.machine, order.reported);
    const story = new OrderScenario(dataset, order, createdAt);
    return {
      key: `${order.machine}/${order.title}`,
      machine: order.machine,
      type: order.type,
      priority: order.priority,
      title: order.title,
      description: order.description,
      createdBy: order.by,
      createdAt,
      dueAt: later(createdAt, { hours: order.dueIn }),
      estimatedHours: order.hours ?? null,
      person: order.person,
      team: order.team,
      ...story.told(),
      report: order.report,
      parts: dataset.isOriginal ? (order.parts ?? {}) : {},
      returned: dataset.isOriginal ? (order.returned ?? {}) : {},
      comments: story.comments(),
      request: order.request,
    };
  });
}

class OrderScenario {
  private readonly steps: Step[] = [];
  private readonly visits: Visit[] = [];
  private readonly worker: string;

  constructor(
    private readonly dataset: DemoDataset,
    private readonly order: Order,
    private readonly createdAt: Date,
  ) {
    this.worker = order.person ?? dataset.team(order.team ?? dataset.tenant.teams[0]!.key).lead;
  }

  told(): { steps: Step[]; visits: Visit[] } {
    const { status, person, team } = this.order;
    if (person || team) this.step('assign', this.assignedAt, this.order.by);
    if (status === 'canceled') this.step('cancel', later(this.assignedAt, { hours: 4 }), this.order.by);
    if (status === 'rejected')
      this.step('reject', later(this.createdAt, { hours: 2 }), this.dataset.somebody('manager'));
    if (hasBegun(status)) this.work(status);
    return { steps: this.steps, visits: this.visits };
  }

  comments(): Job['comments'] {
    const from = hasBegun(this.order.status) ? later(this.startedAt, { minutes: 10 }) : this.assignedAt;
    return (this.order.comments ?? []).map(([by, text], index) => {
      return { by, text, at: earliest(later(from, { minutes: 12 * (index + 1) }), this.justNow) };
    });
  }

  private work(status: Status): void {
    const { hours = 1, waited, reason = '', reopened } = this.order;
    this.step('start', this.startedAt, this.worker);
    if (status === 'on_hold') return this.stop(this.startedAt, reason);
    const from = waited ? this.wait(this.startedAt, waited.days, waited.for) : this.startedAt;
    if (status === 'in_progress' && !reopened) return this.visit(from, null);
    const until = this.finish(from, hours);
    if (!reopened) return;
    this.step('reopen', later(until, { hours: 20 }), this.dataset.somebody('manager'), reopened);
    if (status === 'completed') this.finish(later(until, { hours: 26 }), 1);
  }

  private stop(from: Date, reason: string): void {
    const stopped = later(from, { hours: 1 });
    this.visit(from, stopped);
    this.step('hold', stopped, this.worker, reason);
  }

  /** @returns when the work continues */
  private wait(from: Date, days: number, reason: string): Date {
    this.stop(from, reason);
    const resumed = later(from, { days });
    this.step('resume', resumed, this.worker);
    return resumed;
  }

  /** @returns when it is done */
  private finish(from: Date, hours: number): Date {
    const until = later(from, { hours });
    this.visit(from, until);
    this.step('complete', until, this.worker);
    return until;
  }

  private step(does: Step['does'], at: Date, by: string, reason = this.reasonFor(does)): void {
    this.steps.push({ does, at, by, ...(reason === undefined ? {} : { reason }) });
  }

  private reasonFor(does: Step['does']): string | undefined {
    return does === 'cancel' || does === 'reject' ? this.order.reason : undefined;
  }

  private visit(from: Date, until: Date | null): void {
    this.visits.push({ by: this.worker, from, until });
  }

  private get assignedAt(): Date {
    return earliest(later(this.createdAt, { minutes: MINUTES_TO_ASSIGN }), this.justNow);
  }

  private get startedAt(): Date {
    return earliest(later(this.createdAt, { hours: responseHours[this.order.priority] }), this.justNow);
  }

  /** No step is later, also for work orders that were reported within the last hours. */
  private get justNow(): Date {
    return this.dataset.calendar.hoursAgo(0.1);
  }
}

function hasBegun(status: Status): boolean {
  return status === 'in_progress' || status === 'on_hold' || status === 'completed';
}

import type { OrderType, Priority, Status } from './demo-tenant.js';

/** A transition of a work order, with the resulting status and its name in the history. */
const commands = {
  assign: { to: 'assigned', past: 'assigned' },
  start: { to: 'in_progress', past: 'started' },
  hold: { to: 'on_hold', past: 'held' },
  resume: { to: 'in_progress', past: 'resumed' },
  complete: { to: 'completed', past: 'completed' },
  cancel: { to: 'canceled', past: 'canceled' },
  reject: { to: 'rejected', past: 'rejected' },
  reopen: { to: 'in_progress', past: 'reopened' },
} as const satisfies Record<string, { to: Status; past: string }>;

export interface Step {
  readonly does: keyof typeof commands;
  readonly at: Date;
  /** Null for the system. */
  readonly by: string | null;
  readonly reason?: string;
}

export interface Visit {
  readonly by: string;
  readonly from: Date;
  /** Null while the technician is on site. */
  readonly until: Date | null;
}

/** A work order with everything that has happened to it. */
export interface Job {
  readonly key: string;
  readonly machine: string;
  readonly type: OrderType;
  readonly priority: Priority;
  readonly title: string;
  readonly description: string;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly createdNote?: string;
  readonly dueAt: Date;
  readonly estimatedHours: number | null;
  readonly person?: string | undefined;
  readonly team?: string | undefined;
  readonly steps: readonly Step[];
  readonly visits: readonly Visit[];
  readonly report?: string | undefined;
  readonly parts: Readonly<Record<string, number>>;
  readonly returned: Readonly<Record<string, number>>;
  readonly comments: readonly { readonly by: string; readonly text: string; readonly at: Date }[];
  readonly schedule?: string;
  readonly request?: string | undefined;
}

export interface HistoryLine {
  readonly at: Date;
  readonly by: string | null;
  readonly action: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly notes: string | null;
}

/** The state of a work order after its steps. */
export interface Outcome {
  readonly status: Status;
  readonly statusReason: string | null;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly updatedAt: Date;
  readonly history: readonly HistoryLine[];
}

/** @param assignee the id of the assigned person or team */
export function outcomeOf(job: Job, assignee: string | null): Outcome {
  const born = { at: job.createdAt, by: job.createdBy, notes: job.createdNote ?? null };
  const start: Outcome = {
    status: 'new',
    statusReason: null,
    startedAt: null,
    completedAt: null,
    updatedAt: job.createdAt,
    history: [{ ...born, action: 'created', from: null, to: 'new' }],
  };
  return job.steps.reduce((before, step) => after(before, step, assignee), start);
}

function after(before: Outcome, { does, at, by, reason }: Step, assignee: string | null): Outcome {
  const { to: status, past: action } = commands[does];
  const values: Pick<HistoryLine, 'from' | 'to'> =
    does === 'assign' ? { from: null, to: assignee } : { from: before.status, to: status };
  const startsWork = does === 'start' || does === 'resume';
  return {
    status,
    statusReason: reason ?? null,
    startedAt: startsWork ? (before.startedAt ?? at) : before.startedAt,
    completedAt: does === 'complete' ? at : null,
    updatedAt: at,
    history: [...before.history, { at, by, action, ...values, notes: reason ?? null }],
  };
}

export function isOpen(status: Status): boolean {
  return ['new', 'assigned', 'in_progress', 'on_hold'].includes(status);
}

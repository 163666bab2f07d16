import { readFileSync } from 'node:fs';
import { formatLocal } from './civil-time.js';
import { nextDate, type CountedRule } from './next-date.js';
import { planOccurrences } from './occurrence-plan.js';
import type { PlannedSchedule } from './planned-schedule.js';
import { explain } from './recurrence-reason.js';
import type { RecurrenceRule } from './recurrence-rule.js';
import { Recurrence } from './recurrence.js';

// Runs the worked examples of docs/maintenance-scheduling.md: a block of JSON and the table of its outcome.
interface Situation {
  schedule: RecurrenceRule;
  now?: string;
  openWorkOrder?: string;
  /** The last day in the ledger. */
  decidedOn?: string;
  /** When the work order of that day was completed. */
  completedAt?: string;
  /** When the rule was changed, and the next date until then. */
  changedAt?: string;
  promised?: string;
}
type Row = string[];

const page = readFileSync(new URL('../../../../../docs/maintenance-scheduling.md', import.meta.url), 'utf8');
const EXAMPLE = /```json\n(?<json>[^`]+)```\n\n(?<table>(?:\|.*\n)+)/g;

const examples = [...page.matchAll(EXAMPLE)].map(({ groups }) => ({
  given: JSON.parse(groups!.json!) as Situation | RecurrenceRule,
  rows: groups!.table!.trim().split('\n').slice(2).map(cells), // prettier-ignore
}));

function cells(line: string): Row {
  return line.split('|').slice(1, -1).map((cell) => cell.trim()); // prettier-ignore
}

const iso = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z');

function preview(given: RecurrenceRule, count: number): Row[] {
  const recurrence = Recurrence.of({ ...given, frequencyValue: given.frequencyValue ?? null });
  const occurrences = recurrence.upcoming(-Infinity, count);
  return occurrences.map((occurrence) => [
    iso(occurrence.at),
    formatLocal(recurrence.zone.toLocal(occurrence.at)),
    explain(recurrence, occurrence),
  ]);
}

function plan({ schedule, now, openWorkOrder }: Situation): Row[] {
  const defaults = {
    frequencyValue: 1,
    recurrenceBasis: 'fixed',
    leadDays: 0,
    catchUp: 'latest',
    overlap: 'skip',
  } as const;
  const state = {
    ...defaults,
    isActive: true,
    openWorkOrder: openWorkOrder ?? null,
    lastCompletedAt: null,
    ...schedule,
  };
  const planned: PlannedSchedule = { ...state, nextOccurrenceAt: Recurrence.of(state).next(-Infinity)!.at };
  const { toGenerate, toRecord, nextOccurrenceAt } = planOccurrences(planned, Date.parse(now!));
  const made = toGenerate.map((row) => ({ ...row, status: 'generated' }));
  const rows = [...made, ...toRecord, { occurrenceAt: nextOccurrenceAt!, status: 'next', reason: '' }];
  return rows
    .sort((a, b) => a.occurrenceAt - b.occurrenceAt)
    .map(({ occurrenceAt, status, reason }) => [iso(occurrenceAt), status, reason]);
}

function settled({ schedule, decidedOn, completedAt, changedAt, promised }: Situation): Row[] {
  const rule: CountedRule = { recurrenceBasis: 'fixed', ...schedule, frequencyValue: schedule.frequencyValue ?? null };
  const day = Date.parse(decidedOn!);
  const lastCompletedAt = completedAt ? Date.parse(completedAt) : null;
  const dates = { decidedOn: day, unfulfilledOn: completedAt ? null : day, lastCompletedAt };
  const former = { timezone: rule.timezone, nextOccurrenceAt: Date.parse(promised!), now: Date.parse(changedAt!) };
  return [[iso(nextDate(rule, dates, changedAt ? former : undefined)!), 'next', '']];
}

function outcome(given: Situation | RecurrenceRule, rows: Row[]): Row[] {
  if (!('schedule' in given)) return preview(given, rows.length);
  return given.decidedOn === undefined ? plan(given) : settled(given);
}

describe('docs/maintenance-scheduling.md', () => {
  it('has examples of every kind, each with a table', () => {
    expect(examples).toHaveLength(page.split('```json').length - 1);
    expect(examples.length).toBeGreaterThanOrEqual(19);
  });

  it.each(examples.map((example) => [JSON.stringify(example.given), example] as const))(
    'tells the truth about %s',
    (_, example) => {
      expect(outcome(example.given, example.rows)).toEqual(example.rows);
    },
  );
});

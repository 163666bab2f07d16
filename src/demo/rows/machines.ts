import type { DemoDataset } from '../demo-dataset.js';
import { chance } from '../demo-id.js';
import type { Machine, Model } from '../demo-tenant.js';
import { isOpen } from '../job.js';
import type { PlannedMachine } from '../planned-orders.js';
import type { DoneJob } from './jobs.js';

const DAYS_PER_YEAR = 365.25;
const WARRANTY_YEARS = 2;

interface Known {
  readonly jobs: readonly DoneJob[];
  readonly planned: readonly PlannedMachine[];
}

/** Machines, with values that follow from their work orders and schedules. */
export function addMachines(dataset: DemoDataset, known: Known): void {
  for (const machine of dataset.tenant.machines) {
    const [number] = machine;
    const own = {
      jobs: known.jobs.filter((job) => job.machine === number),
      planned: known.planned.filter((planned) => planned.machine === number),
    };
    dataset.rows.add('equipment', {
      ...identity(dataset, machine),
      ...specification(dataset, machine),
      ...condition(dataset, machine, own),
    });
  }
}

function identity(dataset: DemoDataset, [number, , building, name, , , serial]: Machine) {
  const shown = dataset.numberOf(number);
  const { key, registry } = dataset.siteOf(number);
  const [room, floor] = dataset.tenant.rooms?.[number] ?? [];
  return {
    id: dataset.id('equipment', number),
    facility_id: dataset.id('site', key),
    building_id: dataset.id('building', building),
    equipment_number: shown,
    serial_number: dataset.isOriginal ? serial : `${serial}-${dataset.copy}`,
    registration_number: registry && `${registry}-${chance(number, 10_000, 99_999)}`,
    qr_code: `FP-${shown}`,
    name,
    room,
    floor,
    created_by: dataset.userId(dataset.somebody('manager')),
  };
}

function specification(dataset: DemoDataset, [number, key, , , capacity, speed, , age]: Machine) {
  const model = modelOf(dataset, key);
  const installed = -Math.round(age * DAYS_PER_YEAR);
  const commissioned = installed + chance(`${number} commissioned`, 14, 60);
  // two machines of the same model do not cost exactly the same
  const price = Math.round((model.price * chance(`${number} price`, 92, 112)) / 100);
  return {
    equipment_type: model.type,
    category: model.category,
    manufacturer: model.maker,
    model: model.model,
    description: model.description,
    capacity,
    speed,
    controller: model.controller,
    power_rating: model.power,
    installation_date: dataset.calendar.day(installed),
    commissioning_date: dataset.calendar.day(commissioned),
    warranty_expiry_date: dataset.calendar.day(commissioned + Math.round(WARRANTY_YEARS * DAYS_PER_YEAR)),
    operational_hours: Math.round(age * DAYS_PER_YEAR * model.hoursPerDay),
    purchase_cost: price,
    annual_maintenance_cost: model.maintenancePerYear,
    currency: dataset.tenant.currency,
  };
}

function modelOf(dataset: DemoDataset, key: string): Model {
  const model = dataset.tenant.models[key];
  if (!model) throw new Error(`The demo has no model "${key}".`);
  return model;
}

function condition(dataset: DemoDataset, [number, , , , , , , age]: Machine, known: Known) {
  const status = dataset.tenant.conditions[number] ?? 'operational';
  const serviced = known.jobs.filter(({ type }) => type === 'maintenance' || type === 'inspection');
  const running = status === 'decommissioned' ? [] : known.planned.filter(({ plan }) => !plan.paused);
  return {
    status,
    health_score: healthOf(dataset, known.jobs, age, status),
    last_maintenance_date: latest(serviced.map(({ outcome }) => outcome.completedAt)),
    next_maintenance_date: soonest(running.map(({ dates }) => dates.next.toJSDate())),
    maintenance_frequency_days: soonestStep(running),
    version: 1,
    created_at: dataset.since,
    updated_at: dataset.since,
  };
}

/** A rough health score from overdue work, failures in half a year, age, and status. */
function healthOf(dataset: DemoDataset, jobs: readonly DoneJob[], age: number, status: string): number {
  const open = jobs.filter(({ outcome }) => isOpen(outcome.status));
  const overdue = open.filter(({ dueAt }) => dueAt < dataset.calendar.now).length;
  const halfYearAgo = dataset.calendar.hoursAgo(180 * 24);
  const isFailure = ({ type }: DoneJob): boolean => type === 'repair' || type === 'emergency';
  const failures = jobs.filter((job) => isFailure(job) && job.createdAt > halfYearAgo).length;
  const standing = status === 'operational' ? 0 : 25;
  return Math.max(0, 100 - 10 * overdue - 6 * failures - Math.max(0, Math.round(age - 5)) - standing);
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, time) => (time && (!last || time > last) ? time : last), null);
}

function soonest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>((first, time) => (!first || time < first ? time : first), null);
}

function soonestStep(planned: readonly PlannedMachine[]): number | null {
  const days = planned.map(({ dates }) => dates.daysApart);
  return days.length > 0 ? Math.min(...days) : null;
}

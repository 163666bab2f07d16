import type { DemoDataset } from '../demo-dataset.js';
import { chance } from '../demo-id.js';
import type { Job, Visit } from '../job.js';
import type { DoneJob } from './jobs.js';

const METERS_PER_DEGREE = 111_195;
/** Longer visits include a break. */
const LUNCH_AFTER_MINUTES = 330;

/** Minutes worked in finished visits; null without any. */
export function minutesOf({ visits }: Job): number | null {
  const ended = visits.filter(({ until }) => until !== null);
  return ended.length === 0 ? null : ended.reduce((sum, visit) => sum + workMinutes(visit), 0);
}

export function addVisits(dataset: DemoDataset, job: DoneJob): void {
  job.visits.forEach((visit, index) => {
    // a technician is at one place at a time, so only the first copy has current visits
    if (visit.until === null && !dataset.isOriginal) return;
    addVisit(dataset, job, visit, `${job.key}/${index}`);
  });
}

function addVisit(dataset: DemoDataset, job: DoneJob, visit: Visit, key: string): void {
  const { position } = dataset.siteOf(job.machine);
  const arrival = positionNear(position, `${key} arrival`);
  const departure = visit.until ? positionNear(position, `${key} departure`) : null;
  dataset.rows.add('technician_work_logs', {
    id: dataset.id('visit', key),
    task_id: job.id,
    technician_id: dataset.userId(visit.by),
    work_status: visit.until ? 'completed' : 'in_progress',
    arrival_time: visit.from,
    arrival_latitude: arrival.latitude,
    arrival_longitude: arrival.longitude,
    arrival_distance_meters: arrival.meters,
    departure_time: visit.until,
    departure_latitude: departure?.latitude,
    departure_longitude: departure?.longitude,
    departure_distance_meters: departure?.meters,
    travel_time_minutes: chance(key, ...dataset.tenant.travelMinutes),
    work_time_minutes: visit.until ? workMinutes(visit) : null,
    lunch_break_minutes: lunchMinutes(visit),
    ended_by: visit.until ? 'departure' : null,
    work_notes: visit.until ? (job.report ?? null) : null,
    version: visit.until ? 2 : 1,
    created_at: visit.from,
    updated_at: visit.until ?? visit.from,
  });
}

function workMinutes(visit: Visit): number {
  return presentMinutes(visit) - lunchMinutes(visit);
}

function lunchMinutes(visit: Visit): number {
  return presentMinutes(visit) >= LUNCH_AFTER_MINUTES ? 30 : 0;
}

function presentMinutes({ from, until }: Visit): number {
  return until ? Math.floor((until.getTime() - from.getTime()) / 60_000) : 0;
}

/** A position as a phone reports it, some metres off. */
function positionNear([latitude, longitude]: readonly [number, number], seed: string) {
  const north = chance(`${seed} north`, -60, 60);
  const east = chance(`${seed} east`, -60, 60);
  const metersPerDegreeEast = METERS_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  return {
    latitude: (latitude + north / METERS_PER_DEGREE).toFixed(6),
    longitude: (longitude + east / metersPerDegreeEast).toFixed(6),
    meters: Math.round(Math.hypot(north, east)),
  };
}

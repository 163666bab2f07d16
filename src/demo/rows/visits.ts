import type { DemoBook } from '../demo-book.js';
import { chance } from '../demo-id.js';
import type { Job, Visit } from '../job.js';
import type { DoneJob } from './jobs.js';

const METERS_PER_DEGREE = 111_195;
/** Who works longer takes a break. */
const LUNCH_AFTER_MINUTES = 330;

/** Minutes worked in visits that have ended; null when there are none. */
export function minutesOf({ visits }: Job): number | null {
  const ended = visits.filter(({ until }) => until !== null);
  return ended.length === 0 ? null : ended.reduce((sum, visit) => sum + workMinutes(visit), 0);
}

export function addVisits(book: DemoBook, job: DoneJob): void {
  job.visits.forEach((visit, index) => {
    // a technician is at one place at a time: the first copy has the one who is at work just now
    if (visit.until === null && !book.isOriginal) return;
    addVisit(book, job, visit, `${job.key}/${index}`);
  });
}

function addVisit(book: DemoBook, job: DoneJob, visit: Visit, key: string): void {
  const { position } = book.siteOf(job.machine);
  const arrival = positionNear(position, `${key} arrival`);
  const departure = visit.until ? positionNear(position, `${key} departure`) : null;
  book.rows.add('technician_work_logs', {
    id: book.id('visit', key),
    task_id: job.id,
    technician_id: book.userId(visit.by),
    work_status: visit.until ? 'completed' : 'in_progress',
    arrival_time: visit.from,
    arrival_latitude: arrival.latitude,
    arrival_longitude: arrival.longitude,
    arrival_distance_meters: arrival.meters,
    departure_time: visit.until,
    departure_latitude: departure?.latitude,
    departure_longitude: departure?.longitude,
    departure_distance_meters: departure?.meters,
    travel_time_minutes: chance(key, ...book.tenant.travelMinutes),
    work_time_minutes: visit.until ? workMinutes(visit) : null,
    lunch_break_minutes: lunchMinutes(visit),
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

/** Where a telephone says that it is: some metres off. */
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

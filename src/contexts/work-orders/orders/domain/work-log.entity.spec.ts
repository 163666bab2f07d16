import fc from 'fast-check';
import { WorkLog } from './work-log.entity.js';

const arrival = Date.parse('2026-11-23T08:00:00Z');

function openLog(lunchBreakMinutes = 0, arrivalTime: Date | null = new Date(arrival)): WorkLog {
  return Object.assign(new WorkLog(), { workStatus: 'in_progress', arrivalTime, lunchBreakMinutes });
}

describe('WorkLog', () => {
  it('counts whole minutes from arrival to departure without the break, never less than none', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_600, max: 200_000 }), fc.nat(120), (seconds, lunch) => {
        const log = openLog(lunch);
        log.depart(new Date(arrival + seconds * 1_000));
        expect(log.workTimeMinutes).toBe(Math.max(0, Math.floor(Math.max(0, seconds) / 60) - lunch));
        expect(log.departureTime! >= log.arrivalTime!).toBe(true);
        expect(log.isOpen).toBe(false);
      }),
    );
  });

  it('ends at once for a technician who never arrived', () => {
    const log = openLog(0, null);
    log.depart(new Date(arrival));
    expect([log.workTimeMinutes, log.departureTime]).toEqual([0, new Date(arrival)]);
  });
});

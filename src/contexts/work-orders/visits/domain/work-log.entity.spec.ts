import fc from 'fast-check';
import { WorkLog, type Departure } from './work-log.entity.js';

const MINUTE = 60_000;
const by = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';
const arrival = new Date('2026-11-23T08:00:00Z');
const after = (minutes: number) => new Date(arrival.getTime() + minutes * MINUTE);
const visit = { workOrderId: by, technicianId: by, position: null };

const arrived = () => WorkLog.arrive(visit, null, { by, at: arrival });
const departed = (minutes: number, departure: Partial<Departure> = {}) => {
  const log = arrived();
  log.depart({ position: null, ...departure }, null, { by, at: after(minutes) });
  return log;
};

describe('a visit', () => {
  it('counts whole minutes from arrival to departure without the break', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 60 }), fc.nat(24 * 60), (minutes, breakMinutes) => {
        if (breakMinutes > minutes) return expect(() => departed(minutes, { breakMinutes })).toThrow('longer than');
        const log = departed(minutes + 0.9 * Number(minutes < 24 * 60), { breakMinutes });
        return expect([log.workTimeMinutes, log.isOpen, log.endedBy]).toEqual([
          minutes - breakMinutes,
          false,
          'departure',
        ]);
      }),
    );
  });

  it('is closed by others between its arrival and a day later, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_000, max: 5_000 }), fc.nat(200), (minutes, breakMinutes) => {
        const log = Object.assign(arrived(), { breakMinutes });
        log.close(after(minutes), 'work_ended');
        const present = Math.min(24 * 60, Math.max(0, minutes));
        expect(log.departedAt).toEqual(after(present));
        expect(log.endedBy).toBe(minutes > 24 * 60 ? 'time_limit' : 'work_ended');
        expect(log.workTimeMinutes).toBe(Math.max(0, present - breakMinutes));
      }),
    );
  });

  it.each([
    ['ends before it begins', { at: after(-1), reason: 'x' }, 'earlier than the arrival'],
    ['ends in the future', { at: after(91) }, 'later than now'],
    ['ends more than five minutes ago without a reason', { at: after(84) }, 'only now'],
  ])('never %s', (_what, departure, detail) => {
    expect(() => departed(90, departure)).toThrow(detail);
  });

  it('takes a day at most', () => {
    expect(departed(24 * 60).workTimeMinutes).toBe(24 * 60);
    expect(() => departed(24 * 60 + 1)).toThrow('24 hours at most');
    const act = { by, at: after(24 * 60 + 1) };
    expect(() => WorkLog.arrive({ ...visit, at: arrival, reason: 'Forgot' }, null, act)).toThrow('24 hours at most');
  });

  it('remembers why a time was entered late, and takes one of up to five minutes ago for now', () => {
    const reasonFor = (minutes: number) =>
      WorkLog.arrive({ ...visit, at: arrival, reason: 'No reception' }, null, { by, at: after(minutes) }).arrivalReason;
    expect([reasonFor(5), reasonFor(5.1)]).toEqual([null, 'No reception']);
    expect(departed(90, { at: after(60), reason: 'No reception' }).departureReason).toBe('No reception');
  });

  it('ends once', () => {
    const log = departed(60);
    expect(() => log.depart({ position: null }, null, { by, at: after(61) })).toThrow('has ended');
  });
});

describe('a correction', () => {
  const act = { by, at: after(600) };

  it('counts the minutes anew, and says who corrected it and why', () => {
    const log = departed(90);
    expect(log.correct({ departedAt: after(60), breakMinutes: 10 }, 'Left earlier', act)).toBe(true);
    expect(log).toMatchObject({ workTimeMinutes: 50, correctedById: by, correctedAt: act.at, endedBy: 'departure' });
    expect(log.correctionReason).toBe('Left earlier');
  });

  it('that changes nothing leaves no mark', () => {
    const log = departed(90);
    expect(log.correct({ departedAt: after(90), breakMinutes: 0, notes: null }, 'Why', act)).toBe(false);
    expect(log.correctedAt).toBeNull();
  });

  it('keeps to the same rules', () => {
    expect(() => departed(90).correct({ departedAt: after(601) }, 'Why', act)).toThrow('later than now');
    expect(() => departed(90).correct({ arrivedAt: after(91) }, 'Why', act)).toThrow('earlier than the arrival');
    expect(() => departed(90).correct({ breakMinutes: 91 }, 'Why', act)).toThrow('longer than');
    expect(() => arrived().correct({ departedAt: after(90) }, 'Why', act)).toThrow('not ended');
  });
});

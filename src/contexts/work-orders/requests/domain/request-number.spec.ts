import { yearIn } from '../../orders/domain/calendar-year.js';
import { requestNumber } from './request-number.js';

it('counts in the year of the zone', () => {
  const at = new Date('2026-12-31T23:30:00Z');
  expect(requestNumber(yearIn('Europe/Berlin', at), 1)).toBe('SR-2027-1');
  expect(requestNumber(yearIn('America/New_York', at), 1)).toBe('SR-2026-1');
  expect(yearIn('Asia/Tehran', at)).toBe(2027);
});

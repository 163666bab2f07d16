import { typedNumber, workOrderNumber } from './work-order-number.js';

it.each(['WO-2026-17', 'wo-2026-17', 'wo 2026-17', 'wo2026-17', ' 2026-17 '])('%j means a work order', (text) => {
  expect(typedNumber(text)).toBe(workOrderNumber(2026, '17'));
});

it.each(['', '17', 'SR-2026-17', 'WO-26-17', 'WO-2026-', 'lift WO-2026-17', '2026-17-4'])('%j means none', (text) => {
  expect(typedNumber(text)).toBeUndefined();
});

import { MAX_ATTEMPTS, retryDelay } from './retry-delays.js';

const total = (random: number) =>
  Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => retryDelay(index + 1, null, random)).reduce((a, b) => a + b);

it('tries for about three days, sooner at first', () => {
  expect(retryDelay(1, null, 0.5)).toBe(10);
  expect(total(0.5) / 86_400).toBeCloseTo(3, 1);
});

it('spreads by a fifth to either side', () => {
  expect([retryDelay(4, null, 0), retryDelay(4, null, 1)]).toEqual([480, 720]);
});

it('grants what the receiver asks for, a day at most', () => {
  expect(retryDelay(1, 600, 0.5)).toBe(600);
  expect(retryDelay(14, 600, 0.5)).toBe(28_800);
  expect(retryDelay(1, 1e9, 0.5)).toBe(86_400);
});

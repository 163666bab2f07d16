import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { busyClients } from './busy-clients.js';
import { useProduct } from './product-in-use.js';

// processes start several times slower while others do
jest.setTimeout(120_000);

describe('shutdown under the load of 24 clients', () => {
  it.each([
    ['that call without a break on connections they keep', { keepAlive: true }],
    ['that keep connections idle for moments', { keepAlive: true, pauseMs: 300 }],
  ])('fails no request of those %s', async (_who, manner) => {
    const use = await useProduct({ NODE_ENV: 'development', RATE_LIMITS: 'off', LOG_LEVEL: 'error' });
    const clients = busyClients(use, 24, manner);
    await delay(1_500);
    const { code } = await use.close();
    const fates = await Promise.all(clients);
    expect(fates.flatMap(({ failures }) => failures)).toEqual([]);
    expect(Math.min(...fates.map(({ answered }) => answered))).toBeGreaterThan(5);
    expect(code).toBe(0);
  });
});

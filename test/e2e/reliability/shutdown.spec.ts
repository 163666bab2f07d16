import { jest } from '@jest/globals';
import { waitUntil } from '#libs/testing';
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
    const { answers, refused } = busyClients(use, 24, manner);
    await waitUntil(() => Promise.resolve(answers.every(({ length }) => length >= 10)));
    const before = answers.flat().length;
    const { code } = await use.close();
    await refused;
    expect(answers.flat().filter((answer) => answer !== '200')).toEqual([]);
    expect(answers.flat().length).toBeGreaterThan(before);
    expect(code).toBe(0);
  });
});

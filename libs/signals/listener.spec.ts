import { Logger } from '@nestjs/common';
import pg from 'pg';
import { Listener } from './listener.js';

it('logs once, and not at every attempt, why it cannot listen', async () => {
  const warnings: unknown[] = [];
  const logger = Object.assign(new Logger(), { warn: (text: unknown) => void warnings.push(text) });
  const nowhere = (): pg.Client => new pg.Client({ host: '127.0.0.1', port: 1 });
  const listener = new Listener(nowhere, logger, { received: () => undefined, interrupted: () => undefined });
  await listener.start();
  await listener.start();
  await listener.stop();
  expect(warnings).toEqual([expect.stringMatching(/^Cannot listen for changes of other processes: .*ECONNREFUSED/)]);
});

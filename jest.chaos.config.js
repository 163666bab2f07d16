// The long runs of `npm run test:chaos`: processes killed at every step, several processes at once. One file at a time.
import base from './jest.config.js';

export default { ...base, testMatch: ['**/*.chaos.ts'], maxWorkers: 1, testTimeout: 15 * 60_000 };

/**
 * Suites that kill processes try a sample of the moments; `npm run test:full` tries all. A moment that is left out differs from its
 * neighbours by one message to the database.
 */
export const triesEveryMoment = process.env['FAULTS'] === 'all';

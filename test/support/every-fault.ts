/**
 * Suites that kill processes try a part of the moments; `npm run test:full` tries all. Moments that one run leaves out differ little from
 * those beside them: a message to the database later or earlier.
 */
export const triesEveryMoment = process.env['FAULTS'] === 'all';

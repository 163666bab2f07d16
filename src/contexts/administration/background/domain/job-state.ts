/** A job that is running may be due or have failed before; one that failed runs again at its next time. */
export const jobStates = ['scheduled', 'due', 'running', 'failing'] as const;
export type JobState = (typeof jobStates)[number];

import { defineInternalEvent } from '#libs/kernel';

/** Whether there is such a user is found out afterwards, so that the request takes as long for every address. */
export const passwordResetRequested = defineInternalEvent<{ email: string }>(
  'password_reset.requested',
  'password_reset',
);

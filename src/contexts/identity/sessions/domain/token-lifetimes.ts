/** How long a stolen access token is of use at most, where nobody notices and ends the session. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** Somebody who has not come back for this long signs in again. */
export const REFRESH_TOKEN_SECONDS = 30 * 24 * 60 * 60;

/** However active, a session ends then. */
export const SESSION_SECONDS = 90 * 24 * 60 * 60;

/** Clients send the same refresh token twice by accident: two tabs, a lost answer. Later than this it is theft. */
export const REUSE_GRACE_SECONDS = 10;

/** A device on which nobody has signed in for this long is a stranger again. */
export const DEVICE_TOKEN_SECONDS = 180 * 24 * 60 * 60;

export function after(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1_000);
}

/** The longest time that a stolen access token can be used, unless the session is ended earlier. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** After so long without a refresh the user has to sign in again. */
export const REFRESH_TOKEN_SECONDS = 30 * 24 * 60 * 60;

/** Even an active session ends after this time. */
export const SESSION_SECONDS = 90 * 24 * 60 * 60;

/** What a stolen token must not suffice for needs a sign-in that is no older. */
export const FRESH_SECONDS = 15 * 60;

/** Clients send a refresh token twice by accident: two tabs, a lost response. Later than this it counts as theft. */
export const REUSE_GRACE_SECONDS = 10;

/** After so long without a sign-in a device is no longer known. */
export const DEVICE_TOKEN_SECONDS = 180 * 24 * 60 * 60;

export function after(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1_000);
}

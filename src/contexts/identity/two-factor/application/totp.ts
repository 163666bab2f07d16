import { Secret, TOTP } from 'otpauth';

/** What authenticator apps take for granted. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Of the size that RFC 4226 recommends. */
const SECRET_BYTES = 20;
/** Clocks of phones differ, and codes take a moment to type: one step before and after is accepted. */
const STEPS_AROUND = 1;

const digits = /^\d{6}$/;

/** In base32, as authenticator apps take it. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What a QR code says to an authenticator app. */
export function otpauthUri(secret: string, issuer: string, label: string): string {
  return new TOTP({ ...form, issuer, label, secret }).toString();
}

/** The time step that the code belongs to; undefined for a wrong code. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  if (!digits.test(code)) return undefined;
  const timestamp = at.getTime();
  const delta = new TOTP({ ...form, secret }).validate({ token: code, timestamp, window: STEPS_AROUND });
  return delta === null ? undefined : TOTP.counter({ period: form.period, timestamp }) + delta;
}

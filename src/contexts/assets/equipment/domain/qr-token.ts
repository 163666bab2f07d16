const BYTES = 16;

/** 128 random bits: what a printed code says cannot be guessed, and tells nothing about the machine. */
export function newQrToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(BYTES))).toString('base64url');
}

import { randomBytes } from 'node:crypto';

const BYTES = 16;

/** 128 random bits: what a printed code says cannot be guessed, and tells nothing about the machine. */
export function newQrToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

import { builder } from '#libs/testing';

/** The body of `POST /v1/parts`. */
export const aPart = builder((n) => ({ partNumber: `BRG-62${String(n).padStart(3, '0')}-2RS`, name: `Bearing ${n}` }));

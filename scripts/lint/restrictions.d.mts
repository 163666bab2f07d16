/** By rule name; see restrictions.mjs. */
export declare const restrictions: Readonly<Record<string, unknown>>;

declare module 'pg/lib/utils.js' {
  /** As pg sends it: text, bytes, or null. */
  export function prepareValue(value: unknown): string | Buffer | null;
}

/** What a client asks of a list. */
export interface ListRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
  /** Value per filter of the list; undefined ones do not narrow. */
  readonly filters?: Readonly<Record<string, unknown>> | undefined;
  readonly includeTotal?: boolean | undefined;
}

/** A part of a list, and where the next one begins. */
export interface Page<T> {
  readonly data: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

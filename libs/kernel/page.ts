/** The query of a list. */
export interface ListRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
  /** Values by name of the filter; undefined ones are ignored. */
  readonly filters?: Readonly<Record<string, unknown>> | undefined;
  readonly includeTotal?: boolean | undefined;
}

/** One page of a list, and the cursor of the next one. */
export interface Page<T> {
  readonly data: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

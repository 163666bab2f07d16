export interface Finding {
  readonly check: string;
  readonly operation: string;
  readonly message: string;
  readonly codes: readonly string[];
}

export interface Exception {
  readonly check: string;
  readonly code: string;
  readonly operations?: readonly string[];
  readonly says?: string;
  readonly reason: string;
}

export function judge<T extends Finding>(
  findings: readonly T[],
  exceptions: readonly Exception[],
): { unexpected: T[]; unused: Exception[] };
export function distinct<T extends Finding>(findings: readonly T[]): T[];

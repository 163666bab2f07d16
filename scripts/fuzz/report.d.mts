import type { Finding } from './exceptions.mjs';

export interface Report {
  readonly calls: number;
  readonly total: number;
  readonly operations: ReadonlySet<string>;
  readonly statuses: Readonly<Record<string, number>>;
  readonly findings: readonly (Finding & { readonly request: string; readonly answer: string })[];
}

export function readReport(file: string): Promise<Report>;
export function together(one: Report, other: Report): Report;

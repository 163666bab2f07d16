import { STATUS_CODES } from 'node:http';
import { definedRefusals, fieldCodes } from '#libs/kernel';
import { asProblem, definedProblems } from './define-problem.js';
import { problemType } from './problem.js';

/** The documentation of a code. */
export interface CatalogueEntry {
  readonly code: string;
  readonly meaning: string;
  readonly remedy: string;
}

export interface ProblemEntry extends CatalogueEntry {
  /** The value of `type` in a problem. */
  readonly type: string;
  readonly status: number;
  readonly title: string;
}

export interface ProblemCatalogue {
  readonly problems: readonly ProblemEntry[];
  /** Codes in `errors` that are not codes of problems. */
  readonly fields: readonly CatalogueEntry[];
}

const byCode = (a: CatalogueEntry, b: CatalogueEntry): number => (a.code < b.code ? -1 : 1);

/** Every code that a response may contain, from all definitions that are loaded. */
export function problemCatalogue(): ProblemCatalogue {
  const problems = [...definedRefusals().map(asProblem), ...definedProblems()].map(
    ({ code, status, detail, meaning = detail, remedy }) => {
      return { code, type: problemType(code), status, title: STATUS_CODES[status] ?? 'Error', meaning, remedy };
    },
  );
  const fields = Object.entries(fieldCodes).map(([code, texts]) => ({ code, ...texts }));
  return { problems: problems.sort(byCode), fields: fields.sort(byCode) };
}

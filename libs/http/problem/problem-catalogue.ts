import { STATUS_CODES } from 'node:http';
import { definedRefusals, fieldCodes } from '#libs/kernel';
import { asProblem, definedProblems } from './define-problem.js';
import { problemType } from './problem.js';

/** What there is to know of a code. */
export interface CatalogueEntry {
  readonly code: string;
  readonly meaning: string;
  readonly remedy: string;
}

export interface ProblemEntry extends CatalogueEntry {
  /** As `type` of a problem gives it. */
  readonly type: string;
  readonly status: number;
  readonly title: string;
}

export interface ProblemCatalogue {
  readonly problems: readonly ProblemEntry[];
  /** Codes of `errors` that are none of problems. */
  readonly fields: readonly CatalogueEntry[];
}

const byCode = (a: CatalogueEntry, b: CatalogueEntry): number => (a.code < b.code ? -1 : 1);

/** Every code that an answer may carry, of all definitions that are loaded: in the product, all there are. */
export function problemCatalogue(): ProblemCatalogue {
  const problems = [...definedRefusals().map(asProblem), ...definedProblems()].map(
    ({ code, status, detail, meaning = detail, remedy }) => {
      return { code, type: problemType(code), status, title: STATUS_CODES[status] ?? 'Error', meaning, remedy };
    },
  );
  const fields = Object.entries(fieldCodes).map(([code, texts]) => ({ code, ...texts }));
  return { problems: problems.sort(byCode), fields: fields.sort(byCode) };
}

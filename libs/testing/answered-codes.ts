import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Codes that may be answered: of problems, and of entries of `errors` alone. */
export interface KnownCodes {
  readonly problems: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

const unexplained = new Set<string>();

/** Codes that were answered since this was asked last, and that no definition explains. */
export function takeUnexplainedCodes(): string[] {
  const codes = [...unexplained];
  unexplained.clear();
  return codes;
}

/** Looks through everything that the server answers from now on, problems inside other answers included. */
export function watchAnsweredCodes(server: Server, known: KnownCodes): void {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    response.end = ((...given: unknown[]) => {
      const text = Buffer.isBuffer(given[0]) || typeof given[0] === 'string' ? String(given[0]) : '';
      for (const code of unexplainedCodesIn(text, known)) unexplained.add(code);
      return end(...given);
    }) as typeof response.end;
  });
}

export function unexplainedCodesIn(text: string, known: KnownCodes): string[] {
  if (!text.includes('"/problems/')) return [];
  return problemsIn(JSON.parse(text)).flatMap(({ code, errors = [] }) => [
    ...(known.problems.has(code) ? [] : [code]),
    ...errors.map((error) => error.code).filter((each) => !known.problems.has(each) && !known.fields.has(each)),
  ]);
}

interface AnsweredProblem {
  readonly code: string;
  readonly errors?: readonly { readonly code: string }[];
}

/** Wherever they stand: in the results of bulk requests, in operations that have failed. */
function problemsIn(node: unknown): AnsweredProblem[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(problemsIn);
  const { type, requestId, title } = node as Record<string, unknown>;
  const isProblem = typeof type === 'string' && type.startsWith('/problems/') && Boolean(requestId ?? title);
  return isProblem ? [node as AnsweredProblem, ...inner] : inner;
}

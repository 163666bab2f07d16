import { deprecationHeaders, type Deprecation } from '../deprecation/deprecated.js';

interface Described {
  description?: string;
  deprecated?: boolean;
  responses: Record<string, unknown>;
}

const meanings: Readonly<Record<string, string>> = {
  Deprecation: 'Since when it is not to be used any more, in seconds since 1970',
  Sunset: 'From when on it may be gone',
};

/** Marks the operation as deprecated, names its replacement, and documents the headers of its successful responses. */
export function describeDeprecation(operation: Described, deprecation: Deprecation): void {
  const { since, sunset, instead } = deprecation;
  operation.deprecated = true;
  const notice = `Deprecated since ${since}, may be gone from ${sunset} on: use \`${instead}\` instead.`;
  operation.description = `${operation.description ?? ''} ${notice}`.trim();
  const values = Object.entries(deprecationHeaders(deprecation));
  const headers = Object.fromEntries(
    values.map(([name, example]) => [name, { description: meanings[name], schema: { type: 'string' }, example }]),
  );
  for (const [status, response] of Object.entries(operation.responses)) {
    const answer = response as { headers?: object };
    if (status.startsWith('2')) answer.headers = { ...answer.headers, ...headers };
  }
}

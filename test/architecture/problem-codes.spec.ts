import { readFileSync } from 'node:fs';
import { problemCatalogue } from '../../libs/http/index.js';
import '../../src/app.module.js';

interface Example {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly { readonly code: string }[];
}
interface Document {
  readonly components: { readonly schemas: Record<string, { readonly 'x-extensible-enum'?: readonly string[] }> };
}

const { problems, fields } = problemCatalogue();
const problemCodes = problems.map(({ code }) => code);
const allCodes = [...problemCodes, ...fields.map(({ code }) => code)];
const documents = ['docs/openapi.json', 'docs/openapi-admin.json'].map((file): Document =>
  JSON.parse(readFileSync(file, 'utf8')),
);

/** All objects in the document that have the form of a problem. */
function examplesIn(node: unknown): Example[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, code } = node as Partial<Example>;
  const inner = Object.values(node).flatMap(examplesIn);
  return typeof code === 'string' && typeof type === 'string' ? [node as Example, ...inner] : inner;
}

describe('the codes of problems', () => {
  it('are those of every context and library, and none is also a code of a field', () => {
    const nouns = new Set(problemCodes.map((code) => code.split('.')[0]));
    for (const noun of [
      'request',
      'auth',
      'tenant',
      'user',
      'team',
      'facility',
      'equipment',
      'work_order',
      'operation',
    ])
      expect(nouns).toContain(noun);
    expect(problemCodes.filter((code) => code.startsWith('field.'))).toEqual([]);
    expect(new Set(allCodes).size).toBe(allCodes.length);
  });

  it('each have a meaning and a remedy in plain sentences', () => {
    const sentence = /^[A-Z`][^]{5,250}[.:]$/;
    const poor = [...problems, ...fields].filter(
      ({ meaning, remedy }) => ![meaning, remedy].every((t) => sentence.test(t)),
    );
    expect(poor.map(({ code, meaning, remedy }) => ({ code, meaning, remedy }))).toEqual([]);
  });

  it('are on the page of the documentation', () => {
    const page = readFileSync('docs/problem-codes.md', 'utf8');
    expect(allCodes.filter((code) => !page.includes(`| \`${code}\` `))).toEqual([]);
  });

  it('are listed by the API document, and by that of operators those which it documents', () => {
    const [ofTenants, ofOperators] = documents.map(({ components }) => components.schemas);
    expect(ofTenants!['ProblemCode']!['x-extensible-enum']).toEqual(problemCodes);
    expect(ofTenants!['FieldErrorCode']!['x-extensible-enum']).toEqual([...allCodes].sort());
    const documented = new Set(examplesIn(documents[1]).map(({ code }) => code));
    expect(ofOperators!['ProblemCode']!['x-extensible-enum']).toEqual([...documented].sort());
  });
});

it('every refusal that an operation documents is one that is defined, with the status that it has', () => {
  const examples = documents.flatMap(examplesIn);
  const known = new Map(problems.map((each) => [each.code, each]));
  expect(examples.length).toBeGreaterThan(200);
  const wrong = examples.filter(({ type, code, status, errors = [] }) => {
    const entry = known.get(code);
    // an invalid value is 400 in a request without a body
    const isStatus = entry?.status === status || (code === 'request.invalid_value' && status === 400);
    return entry?.type !== type || !isStatus || errors.some((error) => !allCodes.includes(error.code));
  });
  expect(wrong.map(({ code, status }) => `${status} ${code}`)).toEqual([]);
});

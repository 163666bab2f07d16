import { readFileSync } from 'node:fs';
import fc from 'fast-check';

// The product refuses control characters in every line of text (libs/http/fields/text-fields.ts). A pattern replaces the one that says so
// in the document, and has to go on saying it.

const documents = ['docs/openapi.json', 'docs/openapi-admin.json'];
/** All but those of texts of several lines. */
const controls = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, n) => 0x7f + n),
]
  .map((code) => String.fromCharCode(code))
  .filter((character) => !'\t\n\r'.includes(character));

/** Headers are no lines of text: HTTP has rules of its own for them. */
function patternsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null || ('in' in node && node.in === 'header')) return [];
  const { pattern } = node as { pattern?: unknown };
  return [...(typeof pattern === 'string' ? [pattern] : []), ...Object.values(node).flatMap(patternsOf)];
}

/** Texts that match, with a control character somewhere, and match still. */
function admitted(pattern: string): string[] {
  const form = new RegExp(pattern, 'u');
  const texts = fc.sample(fc.stringMatching(form, { size: 'xsmall' }), { numRuns: 20, seed: 1 });
  return texts.flatMap((text) =>
    [0, 1, text.length].flatMap((at) =>
      controls.map((character) => text.slice(0, at) + character + text.slice(at)).filter((each) => form.test(each)),
    ),
  );
}

const patterns = new Set(documents.flatMap((file) => patternsOf(JSON.parse(readFileSync(file, 'utf8')))));

it.each([...patterns])('%s matches no text with control characters', (pattern) => {
  expect(admitted(pattern)).toEqual([]);
});

it('a pattern that does so is found', () => {
  expect(admitted(String.raw`^\/[^\s\\]*$`)).not.toEqual([]);
});

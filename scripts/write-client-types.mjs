// Writes libs/client/api.generated.ts: the API document as TypeScript types.
import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { writeOrCheck } from './generated-file.mjs';

/** Removes the examples of whole bodies, which repeat those of their fields many times. */
const withoutBodyExamples = (_name, node) =>
  node?.schema ? { ...node, example: undefined, examples: undefined } : node;

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'), withoutBodyExamples);
// Fields with a default may be absent from a request; only `required` says what is always present.
const types = await openapiTS(document, { defaultNonNullable: false });

writeOrCheck(
  'libs/client/api.generated.ts',
  `// Written by npm run generated from docs/openapi.json.\n\n${astToString(types)}`,
);

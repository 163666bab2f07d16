// libs/client/api.generated.ts: the API document as TypeScript types.
import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { writeOrCheck } from './generated-file.mjs';

/** Fields keep theirs; those of whole bodies repeat them, many times over. */
const withoutBodyExamples = (_name, node) =>
  node?.schema ? { ...node, example: undefined, examples: undefined } : node;

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'), withoutBodyExamples);
// What has a default may be left out of a request: only `required` says what is always there.
const types = await openapiTS(document, { defaultNonNullable: false });

writeOrCheck(
  'libs/client/api.generated.ts',
  `// Written by npm run generated from docs/openapi.json.\n\n${astToString(types)}`,
);

// Writes libs/client/schemas.generated.ts: a named type for each schema of the API document.
import { readFileSync } from 'node:fs';
import { writeOrCheck } from './generated-file.mjs';

const { components } = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const types = Object.keys(components.schemas)
  .sort()
  .map((name) => `export type ${name} = Schemas['${name}'];\n`);

writeOrCheck(
  'libs/client/schemas.generated.ts',
  `// Written by npm run generated from docs/openapi.json.

import type { components } from './api.generated.js';

type Schemas = components['schemas'];

${types.join('')}`,
);

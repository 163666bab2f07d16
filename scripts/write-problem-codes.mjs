// Writes docs/problem-codes.md: every code that a response may contain, from the definitions in the code.
import { format } from 'prettier';
import { writeOrCheck } from './generated-file.mjs';
import { importSource } from './ts-loader.mjs';

// imports all contexts and libraries, and so all definitions
await importSource('src/app.module.ts');
const { problemCatalogue } = await importSource('libs/http/index.ts');
const { problems, fields } = problemCatalogue();

const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
const problemTable = table(
  ['code', 'status', 'meaning', 'what to do'],
  problems.map(({ code, status, meaning, remedy }) => row(`\`${code}\``, status, meaning, remedy)),
);
const fieldTable = table(
  ['code', 'meaning', 'what to do'],
  fields.map(({ code, meaning, remedy }) => row(`\`${code}\``, meaning, remedy)),
);

const page = `# Problem codes

Generated from the definitions in the code by \`npm run generated\`. Each refusal is a problem document (RFC 9457) whose \`code\` is one of these, and whose
\`type\` is the address, \`/problems/<code>\`, at which a running FieldPilot explains it; \`/problems\` is this list, also as JSON. A code keeps its
meaning. Later versions may add some: treat one that you do not know by its status.

${problemTable}

## Codes of fields

Entries of \`errors\` carry one of these, or the code of the problem itself.

${fieldTable}
`;
writeOrCheck('docs/problem-codes.md', await format(page, { parser: 'markdown', printWidth: 120 }));

// Writes docs/events.md: every event that customers' programs may receive, from the definitions in the code.
import { format } from 'prettier';
import { writeOrCheck } from './generated-file.mjs';
import { importSource } from './ts-loader.mjs';

// imports all contexts, and so all definitions
await importSource('src/app.module.ts');
const { announcedEvents } = await importSource('libs/kernel/index.ts');

const row = (...cells) => `| ${cells.join(' | ')} |`;
const typeOf = ({ type, format: form, items }) => {
  const [one, ...others] = [type].flat();
  const name =
    one === 'array' ? `list of ${form ?? items.format ?? items.type}` : (form?.replace(/^int\d+$/, one) ?? one);
  return [name, ...others].join(' or ');
};
const memberRow = ([name, { schema, isOptional }]) =>
  row(`\`${name}\``, typeOf(schema), `${schema.description}${isOptional ? ' (may be absent)' : ''}`);

const section = ({ type, version, aggregateType, description, payload }) =>
  [
    `## ${type}\n`,
    `${description} Resource: \`${aggregateType}\`, version ${version}.\n`,
    row('member of `data`', 'type', 'meaning'),
    row('---', '---', '---'),
    ...Object.entries(payload).map(memberRow),
  ].join('\n');

const page = `# Events

Generated from the definitions in the code by \`npm run generated\`. Each event is a JSON object:

| member | type | meaning |
| --- | --- | --- |
| \`id\` | uuid | Id of the event: whoever has seen it has the event already |
| \`type\` | string | One of those below |
| \`dataVersion\` | integer | Version of \`data\` |
| \`timestamp\` | date-time | When it happened |
| \`resourceType\` | string | Kind of what it happened to |
| \`resourceId\` | uuid | Id of that |
| \`data\` | object | What the event tells, as it was at that moment |

The same schemas stand in the section \`webhooks\` of [openapi.json](openapi.json). Later releases add events and members: overlook what you do not know. A
change of \`data\` that may break a receiver raises \`dataVersion\`, and \`npm run check\` refuses it unless
[api-breaking-changes.json](api-breaking-changes.json) gives a reason.

${announcedEvents().map(section).join('\n\n')}
`;
writeOrCheck('docs/events.md', await format(page, { parser: 'markdown', printWidth: 120 }));

// Writes docs/command-line.md from the help of the commands.
import { PassThrough } from 'node:stream';
import { format } from 'prettier';
import { writeOrCheck } from './generated-file.mjs';
import { importSource } from './ts-loader.mjs';

const { buildProgram } = await importSource('src/cli/program.ts');
const { Terminal } = await importSource('src/cli/terminal.ts');

const row = (...cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function pathOf(command) {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

/** Commands that do something, without groups. */
function commandsThatDo(command) {
  const below = command.commands.flatMap(commandsThatDo);
  return command.options.some(({ long }) => long !== '--version') ? [command, ...below] : below;
}

function section(command) {
  const help = command.createHelp();
  const options = command.options.map((option) =>
    row(`\`${option.flags}\``, help.optionDescription(option).replaceAll('<', '&lt;')),
  );
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  const examples = text.split('\nExamples:\n')[1].trimEnd().replaceAll(/^ {2}/gm, '');
  const words = command.registeredArguments
    .map((word) => (word.required ? ` <${word.name()}>` : ` [${word.name()}]`))
    .join('');
  const table = [row('option', 'meaning'), row('---', '---'), ...options].join('\n');
  return `### \`${pathOf(command)}${words}\`\n\n${command.description()}\n\n${table}\n\n\`\`\`\n${examples}\n\`\`\`\n`;
}

const program = buildProgram(new Terminal(new PassThrough(), new PassThrough()));
const page = `# The command line

Generated from src/cli by \`npm run generated\`; \`fieldpilot help <command>\` says the same. In this repository \`npm run -s fieldpilot -- <command>\`
runs it; it reads the same variables as \`npm start\`, so it finds the same database.

- **Output.** What was asked for goes to stdout, everything else to stderr. \`--json\` gives it to programs.
- **Exit code.** 0 when it is done; 1 when it failed, or the answer is bad news, such as drift; 2 for what was typed wrong, which is answered with the help
  of that level.
- **Passwords** are read from standard input or made at random and shown once: never an argument, which everybody on the machine can read.
- **Reading only.** \`config check\`, \`db check\`, \`migrate status\`, \`migrate --dry-run\`, \`tenants list\`, \`tenants show\` and \`tenants probe\` make no data folder and change no
  tables: they say what is not there. The others make what they need, as the start does; in production none but \`migrate\` changes tables.

## Commands

${commandsThatDo(program).map(section).join('\n')}`;

writeOrCheck('docs/command-line.md', await format(page, { parser: 'markdown', printWidth: 150 }));

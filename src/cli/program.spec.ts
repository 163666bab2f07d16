import { PassThrough } from 'node:stream';
import type { CliCommand } from './cli-command.js';
import { buildProgram } from './program.js';
import { Terminal } from './terminal.js';

const silent = () => new Terminal(new PassThrough(), new PassThrough());

const pathOf = (command: CliCommand): string =>
  command.parent ? `${pathOf(command.parent as CliCommand)} ${command.name()}` : command.name();

const withAllBelow = (command: CliCommand): CliCommand[] => [
  command,
  ...command.commands.flatMap((sub) => withAllBelow(sub as CliCommand)),
];

function helpOf(command: CliCommand): string {
  let text = '';
  command.configureOutput({ writeOut: (line) => (text += line) });
  command.outputHelp();
  return text;
}

const commands = withAllBelow(buildProgram(silent())).map((command) => ({
  path: pathOf(command),
  command,
  examples: helpOf(command)
    .split('\nExamples:\n')[1]
    ?.trim()
    .split('\n')
    .map((line) => line.trim()),
}));

/** As a shell would take the line apart; what it reads from a file is no word. */
const wordsOf = (line: string) =>
  [...line.replace(/ < .*/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

/** The command that a line runs, by its path, with nothing done. */
async function commandOf(line: string): Promise<string | undefined> {
  const program = buildProgram(silent());
  let ran: string | undefined;
  for (const command of withAllBelow(program)) command.action(() => void (ran = pathOf(command)));
  const [, ...words] = wordsOf(line);
  await program.parseAsync(words, { from: 'user' });
  return ran;
}

describe('every command', () => {
  it.each(commands)('$path has a description and examples that run it', async ({ path, command, examples }) => {
    expect(command.description()).not.toBe('');
    expect(examples).not.toBeUndefined();
    for (const example of examples!.filter((line) => !line.startsWith('fieldpilot help ')))
      expect(`${await commandOf(example)} `).toMatch(new RegExp(`^${path} `));
  });

  it('takes no password, token or secret as an argument, which everybody on the machine could read', () => {
    const taking = commands.flatMap(({ command }) => [
      ...command.options.filter((option) => option.required || option.optional).map((option) => option.long!),
      ...command.registeredArguments.map((argument) => argument.name()),
    ]);
    expect(taking.length).toBeGreaterThan(10);
    expect(taking.filter((name) => /password|passwd|token|secret|key/i.test(name))).toEqual([]);
  });

  it('gives what it tells as JSON too, where it tells anything', () => {
    const leaves = commands.filter(({ command }) => command.commands.length === 0 || command.name() === 'migrate');
    const without = leaves.filter(({ command }) => command.options.every(({ long }) => long !== '--json'));
    // these repeat what they were given
    const repeating = ['set-role', 'reset-two-factor', 'deactivate', 'activate'].map((name) => `operators ${name}`);
    expect(without.map(({ path }) => path)).toEqual(
      [...repeating, 'openapi write'].map((name) => `fieldpilot ${name}`),
    );
  });
});

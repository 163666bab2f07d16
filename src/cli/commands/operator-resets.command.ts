import { randomBytes } from 'node:crypto';
import { text as readAll } from 'node:stream/consumers';
import type { OperatorsFacade } from '#contexts/identity';
import type { CliCommand } from '../cli-command.js';
import { emailAddress } from '../email-address.js';
import { listing } from '../table.js';
import type { Terminal } from '../terminal.js';
import { withApplication } from '../with-application.js';

interface Options {
  readonly email: string;
}

interface PasswordOptions extends Options {
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
}

/** Each of them signs the operator out everywhere. */
export function addOperatorResetCommands(operators: CliCommand, terminal: Terminal): void {
  operators
    .command('reset-password')
    .description('set another password for an operator, and sign them out everywhere')
    .requiredOption('--email <address>', 'the address that they sign in with', emailAddress)
    .option('--password-stdin', 'read the password from standard input; default: a random one')
    .option('--json', 'print the address, and the password unless it was given, as JSON')
    .examples('operators reset-password --email ops@example.com')
    .action((options: PasswordOptions) => resetPassword(options, terminal));
  addChange(
    operators,
    terminal,
    'reset-two-factor',
    'remove the second factor of an operator who has lost it',
    (facade, email) => facade.resetTwoFactor(email),
  );
  addChange(operators, terminal, 'deactivate', 'keep an operator from signing in', (facade, email) =>
    facade.deactivate(email),
  );
  addChange(operators, terminal, 'activate', 'let an operator sign in again', (facade, email) =>
    facade.activate(email),
  );
}

/** Never an argument, which everybody on the machine can see. */
export async function givenOrRandomPassword(isGiven: boolean | undefined): Promise<string> {
  return isGiven ? (await readAll(process.stdin)).replace(/\r?\n$/, '') : randomBytes(15).toString('base64url');
}

function addChange(
  operators: CliCommand,
  terminal: Terminal,
  name: string,
  description: string,
  change: (facade: OperatorsFacade, email: string) => Promise<void>,
): void {
  operators
    .command(name)
    .description(description)
    .requiredOption('--email <address>', 'the address that they sign in with', emailAddress)
    .examples(`operators ${name} --email ops@example.com`)
    .action(async ({ email }: Options) => {
      await withOperators(terminal, (facade) => change(facade, email));
      terminal.data(listing({ email }));
    });
}

async function resetPassword({ email, passwordStdin, json }: PasswordOptions, terminal: Terminal): Promise<void> {
  const password = await givenOrRandomPassword(passwordStdin);
  await withOperators(terminal, (facade) => facade.resetPassword(email, password));
  const account = passwordStdin ? { email } : { email, password };
  if (json) return terminal.json(account);
  terminal.data(listing(account));
  if (!passwordStdin) terminal.message('The password is shown this once.');
}

async function withOperators(terminal: Terminal, work: (facade: OperatorsFacade) => Promise<void>): Promise<void> {
  const { OperatorsFacade: Facade } = await import('#contexts/identity');
  await withApplication(terminal, {}, (app) => work(app.get(Facade, { strict: false })));
}

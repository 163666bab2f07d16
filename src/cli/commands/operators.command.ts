import { randomBytes } from 'node:crypto';
import { text as readAll } from 'node:stream/consumers';
import type { CliCommand } from '../cli-command.js';
import { emailAddress } from '../email-address.js';
import { listing } from '../table.js';
import type { Terminal } from '../terminal.js';
import { withApplication } from '../with-application.js';

interface CreateOptions {
  readonly email: string;
  readonly name?: string;
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
}

export function addOperatorsCommands(program: CliCommand, terminal: Terminal): void {
  const operators = program
    .command('operators')
    .description('the people who run this installation')
    .examples('operators create --email ops@example.com');
  operators
    .command('create')
    .description('make an account for /admin/v1')
    .requiredOption('--email <address>', 'the address to sign in with', emailAddress)
    .option('--name <name>', 'as people call them')
    .option('--password-stdin', 'read the password from standard input; default: a random one')
    .option('--json', 'print the account as JSON')
    .examples(
      'operators create --email ops@example.com --name "Ada Operator"',
      'operators create --email ops@example.com --password-stdin < password.txt',
    )
    .action((options: CreateOptions) => create(options, terminal));
}

async function create({ email, name, passwordStdin, json }: CreateOptions, terminal: Terminal): Promise<void> {
  // never an argument, which everybody on the machine can see
  const password = passwordStdin
    ? (await readAll(process.stdin)).replace(/\r?\n$/, '')
    : randomBytes(15).toString('base64url');
  const { IdentityFacade } = await import('#contexts/identity');
  const id = await withApplication(terminal, {}, (app) =>
    app.get(IdentityFacade, { strict: false }).createOperator({ email, password, name }),
  );
  const account = passwordStdin ? { id, email } : { id, email, password };
  if (json) return terminal.json(account);
  terminal.data(listing(account));
  if (!passwordStdin) terminal.message('The password is shown this once.');
}

import { Option } from 'commander';
import { operatorRoles, type OperatorRole } from '#libs/kernel';
import type { CliCommand } from '../cli-command.js';
import { emailAddress } from '../email-address.js';
import { listing } from '../table.js';
import type { Terminal } from '../terminal.js';
import { addOperatorResetCommands, givenOrRandomPassword } from './operator-resets.command.js';
import { withApplication } from '../with-application.js';

interface CreateOptions {
  readonly email: string;
  readonly name?: string;
  readonly role: OperatorRole;
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
}

interface RoleOptions {
  readonly email: string;
  readonly role: OperatorRole;
}

export function addOperatorsCommands(program: CliCommand, terminal: Terminal): void {
  const operators = program
    .command('operators')
    .description('the people who run this installation')
    .examples('operators create --email ops@example.com', 'operators set-role --email ops@example.com --role support');
  operators
    .command('create')
    .description('make an account for /admin/v1')
    .requiredOption('--email <address>', 'the address to sign in with', emailAddress)
    .option('--name <name>', 'as people call them')
    .addOption(roleOption().default('admin' satisfies OperatorRole))
    .option('--password-stdin', 'read the password from standard input; default: a random one')
    .option('--json', 'print the account as JSON')
    .examples(
      'operators create --email ops@example.com --name "Ada Operator"',
      'operators create --email help@example.com --role support',
      'operators create --email ops@example.com --password-stdin < password.txt',
    )
    .action((options: CreateOptions) => create(options, terminal));
  operators
    .command('set-role')
    .description('let an operator change things, or only read them, from the next request on')
    .requiredOption('--email <address>', 'the address that they sign in with', emailAddress)
    .addOption(roleOption().makeOptionMandatory())
    .examples('operators set-role --email help@example.com --role support')
    .action((options: RoleOptions) => setRole(options, terminal));
  addOperatorResetCommands(operators, terminal);
}

function roleOption(): Option {
  return new Option('--role <role>', 'support reads, admin changes as well').choices(operatorRoles);
}

async function setRole({ email, role }: RoleOptions, terminal: Terminal): Promise<void> {
  const { IdentityFacade } = await import('#contexts/identity');
  await withApplication(terminal, {}, (app) =>
    app.get(IdentityFacade, { strict: false }).changeRoleOfOperator(email, role),
  );
  terminal.data(listing({ email, role }));
}

async function create({ email, name, role, passwordStdin, json }: CreateOptions, terminal: Terminal): Promise<void> {
  const password = await givenOrRandomPassword(passwordStdin);
  const { IdentityFacade } = await import('#contexts/identity');
  const id = await withApplication(terminal, {}, (app) =>
    app.get(IdentityFacade, { strict: false }).createOperator({ email, password, name, role }),
  );
  const account = passwordStdin ? { id, email, role } : { id, email, role, password };
  if (json) return terminal.json(account);
  terminal.data(listing(account));
  if (!passwordStdin) terminal.message('The password is shown this once.');
}

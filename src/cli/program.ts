import { Help, type Option } from 'commander';
import { productVersion } from '#libs/http';
import { CliCommand } from './cli-command.js';
import { addAuditCommands } from './commands/audit.command.js';
import { addBillingCommands } from './commands/billing.command.js';
import { addConfigCommands } from './commands/config.command.js';
import { addDbCommands } from './commands/db.command.js';
import { addDemoCommands } from './commands/demo.command.js';
import { addGenerateCommand } from './commands/generate.command.js';
import { addInventoryCommands } from './commands/inventory.command.js';
import { addMigrateCommands } from './commands/migrate.command.js';
import { addOpenApiCommands } from './commands/openapi.command.js';
import { addOperatorsCommands } from './commands/operators.command.js';
import { addSecretsCommands } from './commands/secrets.command.js';
import { addTenantsCommands } from './commands/tenants.command.js';
import { addUsageCommands } from './commands/usage.command.js';
import type { Terminal } from './terminal.js';

/** Every command of `fieldpilot`. Wrong arguments print the usage to stderr. */
export function buildProgram(terminal: Terminal): CliCommand {
  const program = new CliCommand('fieldpilot')
    .description('Runs FieldPilot: tenants, migrations, generation, operators.')
    .version(productVersion(), '-V, --version')
    .exitOverride()
    .showHelpAfterError()
    .configureHelp({ optionDescription: describe })
    .configureOutput({
      writeOut: (text) => terminal.data(text.trimEnd()),
      writeErr: (text) => terminal.message(text.trimEnd()),
    })
    .examples('tenants list', 'help tenants create', 'config check');
  addTenantsCommands(program, terminal);
  addMigrateCommands(program, terminal);
  addDbCommands(program, terminal);
  addGenerateCommand(program, terminal);
  addInventoryCommands(program, terminal);
  addUsageCommands(program, terminal);
  addBillingCommands(program, terminal);
  addAuditCommands(program, terminal);
  addOperatorsCommands(program, terminal);
  addSecretsCommands(program, terminal);
  addDemoCommands(program, terminal);
  addOpenApiCommands(program, terminal);
  addConfigCommands(program, terminal);
  return program;
}

/** The description by commander, with a mark for required options. */
function describe(option: Option): string {
  const description = new Help().optionDescription(option);
  return option.mandatory ? `${description} (required)` : description;
}

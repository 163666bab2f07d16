import type { Command } from 'commander';
import { loadConfig, type AppConfig, type Rate } from '#libs/config';
import { listing } from '../table.js';
import type { Terminal } from '../terminal.js';

interface Options {
  readonly json?: boolean;
}

export function addConfigCommands(program: Command, terminal: Terminal): void {
  const config = program.command('config').description('look at the configuration');
  config
    .command('check')
    .description('read the environment and name every fault in it')
    .option('--json', 'print what is in force as JSON')
    .action((options: Options) => {
      const inForce = summary(loadConfig());
      if (options.json) terminal.json(inForce);
      else terminal.data(listing(inForce));
    });
}

/** Without secrets and passwords. */
function summary({ database, secrets: _secrets, limits, generation, corsOrigins, trustedProxies, ...rest }: AppConfig) {
  return {
    ...rest,
    database: database.url === undefined ? 'embedded' : withoutPassword(database.url),
    isolation: database.isolation,
    poolSize: database.poolSize,
    callsPerTenant: limits.enabled ? rateText(limits.tenant) : null,
    callsPerPrincipal: limits.enabled ? rateText(limits.principal) : null,
    callsPerNetwork: limits.enabled ? rateText(limits.network) : null,
    tickSeconds: generation.tickSeconds,
    corsOrigins: corsOrigins.join(', ') || null,
    trustedProxies: trustedProxies.join(', ') || null,
  };
}

function rateText({ quota, seconds }: Rate): string {
  return `${quota}/${seconds}`;
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}

import { existsSync } from 'node:fs';
import type { CliCommand } from '../cli-command.js';
import { loadConfig, type AppConfig, type Rate, type StorageConfig } from '#libs/config';
import { listing } from '../table.js';
import type { Terminal } from '../terminal.js';

interface Options {
  readonly json?: boolean;
}

export function addConfigCommands(program: CliCommand, terminal: Terminal): void {
  const config = program.command('config').description('look at the configuration').examples('config check');
  config
    .command('check')
    .description('read the environment and name every fault in it')
    .option('--json', 'print what is in force as JSON')
    .examples('config check', 'config check --json')
    .action((options: Options) => {
      const config = loadConfig(undefined, { readsOnly: true });
      const inForce = summary(config);
      if (options.json) terminal.json(inForce);
      else terminal.data(listing(inForce));
      if (!existsSync(config.dataDir))
        terminal.message(`There is no data folder ${config.dataDir} yet: the start makes it.`);
    });
}

/** Without secrets and passwords. */
function summary(config: AppConfig) {
  const { database, secrets: _secrets, mail, limits, signUp: _signUp, generation, ...others } = config;
  const { storage, stripe, corsOrigins, trustedProxies, dnsServers, ...rest } = others;
  return {
    ...rest,
    database: database.url === undefined ? 'embedded' : withoutPassword(database.url),
    isolation: database.isolation,
    poolSize: database.poolSize,
    mailServer: mail.smtpUrl === undefined ? null : withoutPassword(mail.smtpUrl),
    mailFrom: mail.from.address,
    ...bucketOf(storage),
    stripe: stripe ? (stripe.apiBase ?? 'https://api.stripe.com') : null,
    callsPerTenant: limits.enabled ? rateText(limits.tenant) : null,
    callsPerPrincipal: limits.enabled ? rateText(limits.principal) : null,
    callsPerNetwork: limits.enabled ? rateText(limits.network) : null,
    ...signUpSummary(config),
    tickSeconds: generation.tickSeconds,
    corsOrigins: corsOrigins.join(', ') || null,
    trustedProxies: trustedProxies.join(', ') || null,
    dnsServers: dnsServers.join(', ') || null,
  };
}

function bucketOf({ s3 }: StorageConfig) {
  return { bucket: s3?.bucket ?? null, storageServer: s3?.endpoint ?? null };
}

function signUpSummary({ limits, signUp }: AppConfig) {
  const rate = (limit: Rate): string | null => (limits.enabled && signUp.enabled ? rateText(limit) : null);
  return {
    signUp: signUp.enabled,
    spareSchemas: signUp.spareSchemas,
    signUpsPerNetwork: rate(signUp.network),
    signUpsPerMailbox: rate(signUp.mailbox),
    signUpsPerDomain: rate(signUp.domain),
    signUpsPerFreeMail: rate(signUp.freeMail),
    signUpsDisposable: rate(signUp.disposable),
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

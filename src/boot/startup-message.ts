import type { AppConfig } from '#libs/config';
import { showsMails } from '#libs/mail';
import type { DemoResult, TenantSignIns } from '../demo/index.js';
import type { Running } from './boot.js';
import type { BootLog } from './open-database.js';

/** The release of the IANA time zone database, whose rules the dates of schedules follow. */
const zoneRelease = `tzdata ${process.versions.tz ?? 'of an unknown release'}`;

/** Prints the addresses once everything is ready: to the terminal, or in production to the log. */
export function printStartupMessage({ baseUrl, demo }: Running, config: AppConfig, log: BootLog): void {
  const { nodeEnv, role } = config;
  for (const notice of demo?.notices ?? []) log.warn(notice);
  if (nodeEnv === 'production')
    return log.info(`FieldPilot is ready at ${baseUrl}, with the time zones of ${zoneRelease}`);
  if (role === 'worker')
    return say([
      'FieldPilot worker is ready',
      '',
      line('health', `${baseUrl}/health/ready`),
      line('zones', zoneRelease),
    ]);
  say([
    'FieldPilot is ready',
    '',
    line('address', baseUrl),
    line('docs', `${baseUrl}/docs`),
    line('operators', `${baseUrl}/admin/docs`),
    ...(showsMails(config) ? [line('mails', `${baseUrl}/mail`)] : []),
    line('zones', zoneRelease),
    ...(demo ? signIns(demo) : []),
  ]);
}

/** One sign-in for each role; the others are in the file. */
function signIns({ signIns: { operator, tenants }, file }: DemoResult): string[] {
  const rows = tenants.flatMap(rowsOf);
  if (operator) rows.unshift(['', 'operator', operator.email, operator.password]);
  if (rows.length === 0) return [];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return [
    '',
    `  Sign-ins of the demo (tenant, role, e-mail, password), all of them in ${file}:`,
    '',
    ...indented(lines),
  ];
}

function rowsOf({ slug, users }: TenantSignIns): string[][] {
  const firsts = users.filter(({ role }, index) => users.findIndex((user) => user.role === role) === index);
  return firsts.map(({ role, email, password }) => [slug, role, email, password]);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((text) => `    ${text}`);
}

function line(name: string, value: string): string {
  return `  ${name.padEnd(10)}${value}`;
}

function say(lines: readonly string[]): void {
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

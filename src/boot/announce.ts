import type { AppConfig } from '#libs/config';
import type { Running } from './boot.js';
import type { BootLog } from './open-database.js';

/** Told once everything answers: on the terminal for people, in production as a line of the log. */
export async function announce({ baseUrl }: Running, config: AppConfig, log: BootLog): Promise<void> {
  if (config.nodeEnv === 'production') return log.info(`FieldPilot is ready at ${baseUrl}`);
  if (config.role === 'worker')
    return say(['FieldPilot worker is ready', '', line('health', `${baseUrl}/health/ready`)]);
  say(['FieldPilot is ready', '', line('address', baseUrl), line('docs', `${baseUrl}/docs`)]);
}

function line(name: string, value: string): string {
  return `  ${name.padEnd(10)}${value}`;
}

function say(lines: readonly string[]): void {
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

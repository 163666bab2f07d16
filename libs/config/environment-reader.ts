import type { Rate } from './app-config.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables and collects every fault instead of stopping at the first. An empty variable counts as absent. */
export class EnvironmentReader {
  readonly faults: string[] = [];

  constructor(private readonly environment: Environment) {}

  fault(line: string): void {
    this.faults.push(line);
  }

  text(name: string): string | undefined {
    const value = this.environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const found = allowed.find((candidate) => candidate === value.toLowerCase());
    if (!found)
      this.fault(`${name}: "${value}" is unknown. Set one of ${allowed.join(', ')}, or leave it out for ${fallback}.`);
    return found ?? fallback;
  }

  integer(name: string, { min, max, fallback }: { min: number; max: number; fallback: number }): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= min && number <= max) return number;
    this.fault(
      `${name}: "${value}" is not a whole number from ${min} to ${max}. Correct it, or leave it out for ${fallback}.`,
    );
    return fallback;
  }

  /** `1000/10`: calls per seconds, at most an hour. */
  rate(name: string, fallback: Rate): Rate {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const [, quota, seconds] = /^(\d{1,9})\/(\d{1,5})$/.exec(value) ?? [];
    if (Number(quota) > 0 && Number(seconds) > 0 && Number(seconds) <= 3_600)
      return { quota: Number(quota), seconds: Number(seconds) };
    const { quota: calls, seconds: window } = fallback;
    this.fault(
      `${name}: "${value}" is no rate like 1000/10, calls per 1 to 3600 seconds. Correct it, or leave it out for ${calls}/${window}.`,
    );
    return fallback;
  }

  list(name: string, isValid: (item: string) => boolean, wanted: string): string[] {
    const items = (this.text(name) ?? '').split(',').map((item) => item.trim());
    const given = items.filter((item) => item !== '');
    for (const item of given.filter((candidate) => !isValid(candidate))) {
      this.fault(`${name}: "${item}" is not ${wanted}. Separate several with commas.`);
    }
    return given;
  }

  /** The message omits the value, since addresses of databases contain passwords. */
  url(name: string, protocols: readonly string[]): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const parsed = URL.parse(value);
    if (parsed && protocols.includes(parsed.protocol) && parsed.hostname !== '') return value;
    this.fault(`${name}: not an address of the form ${protocols[0]}//… Correct it, or leave it out.`);
    return undefined;
  }
}

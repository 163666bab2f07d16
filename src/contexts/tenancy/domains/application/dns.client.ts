import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import type { TxtAnswer } from '../domain/verification-record.js';

/** The name does not exist, or has no such record. All other errors are of DNS itself. */
const absent = new Set(['ENOTFOUND', 'ENODATA']);

@Injectable()
export class DnsClient {
  constructor(private readonly config: AppConfig) {}

  /** The texts of a name; null where DNS did not answer. */
  async texts(name: string): Promise<TxtAnswer> {
    const resolver = new Resolver({ timeout: 1_000, tries: 2 });
    if (this.config.dnsServers.length > 0) resolver.setServers(this.config.dnsServers);
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      return absent.has((error as NodeJS.ErrnoException).code ?? '') ? [] : null;
    }
  }
}

import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { PlatformDb } from '#libs/database';
import { platformAddress } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { primaryDomain } from './tenant-address.queries.js';

/** Where people reach the current tenant: what links in mails and printed codes begin with. */
@Injectable()
export class TenantAddressService {
  constructor(
    private readonly db: PlatformDb,
    private readonly config: AppConfig,
  ) {}

  async ofTenant(): Promise<string> {
    const { id, slug } = currentTenant();
    const primary = await this.db.one(primaryDomain, { tenantId: id });
    return this.addressAt(primary?.domain ?? `${slug}.${this.config.baseDomain}`);
  }

  /** All hosts of an installation are reached in the same way: by its scheme, and its port where it has one. */
  private addressAt(host: string): string {
    const url = new URL(platformAddress(this.config));
    return `${url.protocol}//${host}${url.port && `:${url.port}`}`;
  }
}

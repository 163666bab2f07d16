import { Injectable } from '@nestjs/common';
import { TenantAddressService } from './settings/application/tenant-address.service.js';
import { TenantProfileService } from './settings/application/tenant-profile.service.js';
import type { TenantSettings } from './tenants/domain/tenant-settings.js';

/** What other contexts may ask of the settings of the current tenant. */
@Injectable()
export class TenantSettingsFacade {
  constructor(
    private readonly profile: TenantProfileService,
    private readonly addresses: TenantAddressService,
  ) {}

  /** The values that hold, defaults included. */
  async inForce(): Promise<TenantSettings> {
    return (await this.profile.get()).settings;
  }

  /** Where people reach the account: with scheme, at its primary domain, without a slash at the end. */
  address(): Promise<string> {
    return this.addresses.ofTenant();
  }
}

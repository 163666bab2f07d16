import { Injectable } from '@nestjs/common';
import { currentTenant } from '#libs/request-context';
import { TenantAddressService } from './settings/application/tenant-address.service.js';
import { TenantProfileService } from './settings/application/tenant-profile.service.js';
import type { TenantSettings } from './tenants/domain/tenant-settings.js';

/** What stands in the head of what an account prints, and in what language and days it is written. */
export interface Letterhead {
  readonly name: string;
  readonly color: string | null;
  readonly locale: string;
  readonly timezone: string;
}

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

  async letterhead(): Promise<Letterhead> {
    const { name, settings } = await this.profile.get();
    const { locale, branding } = settings;
    return { name, color: branding.primaryColor, locale, timezone: currentTenant().timezone };
  }

  /** Where people reach the account: with scheme, at its primary domain, without a slash at the end. */
  address(): Promise<string> {
    return this.addresses.ofTenant();
  }
}

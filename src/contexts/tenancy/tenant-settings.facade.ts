import { Injectable } from '@nestjs/common';
import { TenantProfileService } from './settings/application/tenant-profile.service.js';
import type { TenantSettings } from './tenants/domain/tenant-settings.js';

/** What other contexts may ask of the settings of the current tenant. */
@Injectable()
export class TenantSettingsFacade {
  constructor(private readonly profile: TenantProfileService) {}

  /** The values that hold, defaults included. */
  async inForce(): Promise<TenantSettings> {
    return (await this.profile.get()).settings;
  }
}

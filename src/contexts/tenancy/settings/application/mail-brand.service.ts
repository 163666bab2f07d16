import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { MailBrands, PRODUCT_NAME, type MailBrand } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { settingsInForce } from '../domain/settings-defaults.js';
import { EntitlementService } from '../../usage/application/entitlement.service.js';
import { TenantAddressService } from './tenant-address.service.js';
import { tenantProfile } from './tenant-profile.queries.js';

const ofProduct = { name: PRODUCT_NAME, color: null, logoUrl: null };

/** A tenant's mails: in its own name and colours where its plan includes that, with links to its primary domain. */
@Injectable()
export class MailBrandService extends MailBrands {
  constructor(
    private readonly db: PlatformDb,
    private readonly entitlements: EntitlementService,
    private readonly addresses: TenantAddressService,
  ) {
    super();
  }

  async ofTenant(): Promise<MailBrand> {
    const { id } = currentTenant();
    const [profile, address, isOwn] = await Promise.all([
      this.db.one(tenantProfile, { id }),
      this.addresses.ofTenant(),
      this.entitlements.hasFeature('white_label'),
    ]);
    if (!profile) throw notFound();
    const { locale, branding } = settingsInForce(profile.settings);
    const own = { name: profile.name, color: branding.primaryColor, logoUrl: branding.logoUrl };
    return { ...(isOwn ? own : ofProduct), account: profile.name, locale, address };
  }
}

import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { PlatformDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { MailBrands, platformAddress, PRODUCT_NAME, type MailBrand } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { settingsInForce } from '../domain/settings-defaults.js';
import { EntitlementService } from '../../usage/application/entitlement.service.js';
import { primaryDomain } from './mail-brand.queries.js';
import { tenantProfile } from './tenant-profile.queries.js';

const ownBrand = 'white_label';
const ofProduct = { name: PRODUCT_NAME, color: null, logoUrl: null };

/** A tenant's mails: in its own name and colours where its plan includes that, with links to its primary domain. */
@Injectable()
export class MailBrandService extends MailBrands {
  constructor(
    private readonly db: PlatformDb,
    private readonly entitlements: EntitlementService,
    private readonly config: AppConfig,
  ) {
    super();
  }

  async ofTenant(): Promise<MailBrand> {
    const { id, slug } = currentTenant();
    const [profile, primary, isOwn] = await Promise.all([
      this.db.one(tenantProfile, { id }),
      this.db.one(primaryDomain, { tenantId: id }),
      this.entitlements.hasFeature(ownBrand),
    ]);
    if (!profile) throw notFound();
    const { locale, branding } = settingsInForce(profile.settings);
    const own = { name: profile.name, color: branding.primaryColor, logoUrl: branding.logoUrl };
    const address = this.addressAt(primary?.domain ?? `${slug}.${this.config.baseDomain}`);
    return { ...(isOwn ? own : ofProduct), account: profile.name, locale, address };
  }

  /** All hosts of an installation are reached in the same way: by its scheme, and its port where it has one. */
  private addressAt(host: string): string {
    const url = new URL(platformAddress(this.config));
    return `${url.protocol}//${host}${url.port && `:${url.port}`}`;
  }
}

import { MailBrands } from '#libs/mail';
import { AuditedTenantService } from './application/audited-tenant.service.js';
import { MailBrandService } from './application/mail-brand.service.js';
import { OnboardingStepsService } from './application/onboarding-steps.service.js';
import { OnboardingService } from './application/onboarding.service.js';
import { TenantAddressService } from './application/tenant-address.service.js';
import { TenantProfileService } from './application/tenant-profile.service.js';
import { OnboardingController } from './http/onboarding.controller.js';
import { TenantController } from './http/tenant.controller.js';

export const settings = {
  controllers: [TenantController, OnboardingController],
  providers: [
    AuditedTenantService,
    { provide: MailBrands, useClass: MailBrandService },
    TenantAddressService,
    TenantProfileService,
    OnboardingStepsService,
    OnboardingService,
  ],
};

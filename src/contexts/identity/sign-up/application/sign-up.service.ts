import { Injectable } from '@nestjs/common';
import { TenancyFacade, type NewTenant } from '#contexts/tenancy';
import { AppConfig } from '#libs/config';
import { refuse, uuidv7 } from '#libs/kernel';
import { currentContext } from '#libs/request-context';
import { WorkLimit } from '../../passwords/application/work-limit.js';
import { FirstAdminService, type NewAdmin } from '../../people/application/first-admin.service.js';
import type { SignInResult } from '../../sign-in/application/sign-in.service.js';
import { signUpClosed } from '../domain/sign-up.errors.js';
import { FirstSignInService } from './first-sign-in.service.js';
import { SignUpThrottleService } from './sign-up-throttle.service.js';

export type WantedCompany = Pick<NewTenant, 'name' | 'timezone' | 'currency' | 'companySize' | 'industry'> &
  Partial<Pick<NewTenant, 'slug'>>;

type Company = WantedCompany & Pick<NewTenant, 'slug'>;

const WAITING = 32;

/** Opens an account for a stranger: tenant, first administrator and session in one transaction, or nothing. */
@Injectable()
export class SignUpService {
  /** Each takes a connection of its own, and a schema has to be made where none lies ready. */
  private readonly limit: WorkLimit;

  constructor(
    private readonly config: AppConfig,
    private readonly throttle: SignUpThrottleService,
    private readonly tenancy: TenancyFacade,
    private readonly admins: FirstAdminService,
    private readonly signIns: FirstSignInService,
  ) {
    const atOnce = Math.max(1, config.database.poolSize >> 2);
    this.limit = new WorkLimit({ atOnce, mostWaiting: WAITING * atOnce });
  }

  /**
   * @throws 403 `sign_up.closed`, 409 `tenant.address_taken`, 422 `tenant.invalid_name` and for a password that is too easy,
   * 429 `sign_up.too_many`, 503 `auth.busy`
   */
  async signUp(wanted: WantedCompany, admin: NewAdmin): Promise<SignInResult> {
    if (!this.config.signUp.enabled) throw refuse(signUpClosed);
    const company = { ...wanted, slug: this.tenancy.slugForSignUp(wanted) };
    return this.limit.run(async () => {
      const attempt = await this.throttle.begin({ email: admin.email, ip: currentContext().ip });
      try {
        await this.tenancy.assertFree(company.slug);
        return await this.open(company, admin);
      } catch (error) {
        await this.throttle.failed(attempt);
        throw error;
      }
    });
  }

  private async open(company: Company, admin: NewAdmin): Promise<SignInResult> {
    const user = { id: uuidv7(), email: admin.email };
    const firstRows = await this.admins.prepare(company, { ...admin, isVerified: false }, user.id);
    let result: SignInResult | undefined;
    const tenant = await this.tenancy.provisionSignUp({
      ...company,
      firstRows,
      beside: (tenant) => {
        const first = this.signIns.prepare(tenant, user);
        result = first.result;
        return first.statements;
      },
    });
    await this.signIns.committed(tenant);
    return result!;
  }
}

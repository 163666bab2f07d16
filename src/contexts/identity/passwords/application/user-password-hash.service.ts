import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { currentTenant } from '#libs/request-context';
import { NewPasswordService } from './new-password.service.js';

export interface PasswordOwner {
  readonly email: string;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
}

/** New passwords of the current tenant's users, which must not be made of the person's or the company's own words. */
@Injectable()
export class UserPasswordHashService {
  constructor(
    private readonly passwords: NewPasswordService,
    private readonly tenancy: TenancyFacade,
  ) {}

  /** Call it before the transaction, because it is slow. @throws 422 for a password that is too easy, 503 `auth.busy` */
  async hash(password: string, { email, firstName, lastName }: PasswordOwner): Promise<string> {
    const tenant = await this.tenancy.tenantById(currentTenant().id);
    return this.passwords.hash(password, [email, firstName, lastName, tenant?.slug, tenant?.name]);
  }
}

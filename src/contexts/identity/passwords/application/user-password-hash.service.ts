import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { unchanged } from '../domain/password.errors.js';
import { NewPasswordService } from './new-password.service.js';
import { PasswordHasherService } from './password-hasher.service.js';

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
    private readonly hasher: PasswordHasherService,
  ) {}

  /** In place of a password that an administrator has reset. @throws 422 `password.unchanged`, and as {@link hash} */
  async hashOther(password: string, owner: PasswordOwner, replaced: string): Promise<string> {
    if (await this.hasher.verify(replaced, password)) throw refuse(unchanged);
    return this.hash(password, owner);
  }

  /** Call it before the transaction, because it is slow. @throws 422 at `pointer` for a password that is too easy, 503 `auth.busy` */
  async hash(password: string, { email, firstName, lastName }: PasswordOwner, pointer?: string): Promise<string> {
    const tenant = await this.tenancy.tenantById(currentTenant().id);
    return this.passwords.hash(password, [email, firstName, lastName, tenant?.slug, tenant?.name], pointer);
  }
}

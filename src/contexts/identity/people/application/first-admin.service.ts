import { Injectable } from '@nestjs/common';
import type { FirstRow } from '#contexts/tenancy';
import { firstAdminRow } from './first-admin.js';
import { NewPasswordService } from '../../passwords/application/new-password.service.js';

export interface NewAdmin {
  readonly email: string;
  readonly password: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly isVerified?: boolean | undefined;
}

/** The names of the new tenant. */
export interface TenantTitles {
  readonly slug: string;
  readonly name: string;
}

@Injectable()
export class FirstAdminService {
  constructor(private readonly passwords: NewPasswordService) {}

  /** Hashes the password before provisioning begins its transaction, because it is slow. */
  async prepare(tenant: TenantTitles, admin: NewAdmin, id?: string): Promise<readonly FirstRow[]> {
    const { password, ...account } = admin;
    const ownWords = [admin.email, admin.firstName, admin.lastName, tenant.slug, tenant.name];
    const passwordHash = await this.passwords.hash(password, ownWords);
    return [firstAdminRow({ ...account, passwordHash }, id)];
  }
}

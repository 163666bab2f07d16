import { Injectable } from '@nestjs/common';
import type { Statement } from '#libs/database';
import { assertPassword } from '../domain/password-policy.js';
import { firstAdminStatements } from './first-admin.js';
import { PasswordHasher } from './password-hasher.js';

export interface NewAdmin {
  readonly email: string;
  readonly password: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

@Injectable()
export class FirstAdminService {
  constructor(private readonly hasher: PasswordHasher) {}

  /** Everything slow is done before provisioning begins its transaction. */
  async prepare({ email, password, firstName, lastName }: NewAdmin): Promise<(schema: string) => Statement[]> {
    assertPassword(password, [email, firstName, lastName]);
    const passwordHash = await this.hasher.hash(password);
    return (schema) => firstAdminStatements(schema, { email, passwordHash, firstName, lastName });
  }
}

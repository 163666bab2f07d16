import { Injectable } from '@nestjs/common';
import { AuditLog } from '#libs/audit';
import { TenantDb } from '#libs/database';
import { DomainError, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { invalidCredentials } from '../../sessions/domain/auth.errors.js';
import { PasswordCheckService } from '../../sign-in/application/password-check.service.js';
import { wrongPassword } from '../domain/own-account.errors.js';
import { credentialsOfUser } from './own-credentials.queries.js';
import { signedInUser } from './signed-in-user.js';

export interface ConfirmedUser {
  readonly id: string;
  readonly email: string;
  readonly locale: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Another one by the time of the change means that the password was changed meanwhile. */
  readonly authVersion: number;
}

/** Asks for the password again, before acts for which a stolen session must not suffice. */
@Injectable()
export class PasswordConfirmationService {
  constructor(
    private readonly db: TenantDb,
    private readonly passwords: PasswordCheckService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Counted like sign-ins, but for themselves: whoever has stolen a session must not close the account to its owner.
   * @throws 422 `auth.wrong_password`, 429 `auth.too_many_attempts`, 503 `auth.busy`
   */
  async confirm(password: string): Promise<ConfirmedUser> {
    const { id } = signedInUser();
    let found: typeof credentialsOfUser.row | undefined;
    const entry = { action: 'password_refused', resourceType: 'user', resourceId: id };
    const target = {
      account: `password of ${currentTenant().id}/${id}`,
      find: async () => (found = await this.db.one(credentialsOfUser, { id })),
      refused: (_: string | undefined, isLocked: boolean) => this.audit.record({ ...entry, after: { isLocked } }),
    };
    await this.passwords.check(target, { password, device: undefined }).catch((error: unknown) => {
      throw isWrong(error) ? refuse(wrongPassword) : error;
    });
    const { auth_version: authVersion, ...user } = found!;
    return { ...user, authVersion };
  }
}

function isWrong(error: unknown): boolean {
  return error instanceof DomainError && error.code === invalidCredentials.code;
}

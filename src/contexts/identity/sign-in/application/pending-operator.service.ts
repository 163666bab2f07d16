import { Injectable } from '@nestjs/common';
import { AuditLog } from '#libs/audit';
import { AppConfig } from '#libs/config';
import { PlatformDb } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { currentContext } from '#libs/request-context';
import { NO_TENANT } from '../../operators/application/operator-session.service.js';
import { RefreshSecrets } from '../../sessions/application/refresh-secrets.js';
import { after } from '../../sessions/domain/token-lifetimes.js';
import { invalidPendingToken, PENDING_MINUTES, secondStepNeeded } from '../../two-factor/domain/two-factor.errors.js';
import type { Passed } from './password-check.service.js';
import { pendingOperatorSignIn } from './pending-operator.queries.js';
import {
  countOperatorTry,
  deleteEndedOperators,
  insertPendingOperator,
  renewOperatorHash,
} from './pending-operator.writes.js';
import { SignInThrottleService } from './sign-in-throttle.service.js';

const SECONDS = PENDING_MINUTES * 60;

/** Sign-ins of operators between the password and the second step. */
@Injectable()
export class PendingOperatorService {
  private readonly secrets: RefreshSecrets;

  constructor(
    private readonly db: PlatformDb,
    private readonly audit: AuditLog,
    private readonly throttle: SignInThrottleService,
    private readonly clock: Clock,
    { secrets }: AppConfig,
  ) {
    this.secrets = new RefreshSecrets('fpto_', secrets.jwt);
  }

  /** @returns the refusal that carries the token for the second step */
  async begin({ principal: { id: operatorId, authVersion }, newHash, attempter }: Passed): Promise<Error> {
    const at = this.clock.now();
    const { text: pendingToken, hash: tokenHash } = this.secrets.first(NO_TENANT);
    const pending = { operatorId, tokenHash, authVersion, ...attempter, expiresAt: after(at, SECONDS) };
    await this.db.batch(
      deleteEndedOperators.bind('public', { at }),
      insertPendingOperator(pending),
      ...(newHash === null ? [] : [renewOperatorHash.bind('public', { operatorId, newHash })]),
    );
    return refuse(secondStepNeeded, { members: { pendingToken, expiresIn: SECONDS } });
  }

  /** @throws 401 `auth.invalid_pending_token`, 429 `auth.too_many_attempts` after many of them */
  async find(text: string) {
    const read = this.secrets.read(text);
    const row = read && (await this.db.one(pendingOperatorSignIn, { hash: read.hash, at: this.clock.now() }));
    if (!row) {
      await this.throttle.mailedTokenFailed(currentContext().ip);
      throw refuse(invalidPendingToken);
    }
    const { id: tokenId, operatorId: id, auth_version: authVersion, account, device_id: deviceId } = row;
    const secret = { text: row.two_factor_secret!, keyId: row.two_factor_key_id! };
    const principal = { id, isActive: true, authVersion };
    return { tokenId, attempter: { account, deviceId }, principal, owner: { id, secret } };
  }

  async countTry(tokenId: string): Promise<boolean> {
    return (await this.db.one(countOperatorTry, { id: tokenId })) !== undefined;
  }

  async refused(operatorId: string, isLocked: boolean): Promise<void> {
    const after = { secondStep: true, isLocked };
    const entry = { action: 'login_failed', resourceType: 'operator', resourceId: operatorId, after };
    await this.audit.recordForPlatform(entry);
  }
}

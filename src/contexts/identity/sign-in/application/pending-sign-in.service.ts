import { Injectable } from '@nestjs/common';
import { AuditLog } from '#libs/audit';
import { AppConfig } from '#libs/config';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { RefreshSecrets } from '../../sessions/application/refresh-secrets.js';
import { after } from '../../sessions/domain/token-lifetimes.js';
import { VerificationToken } from '../../sessions/domain/verification-token.entity.js';
import { PENDING_MINUTES, secondStepNeeded } from '../../two-factor/domain/two-factor.errors.js';
import type { Passed, SignInAttempter } from './password-check.service.js';
import { pendingSignIn } from './pending-sign-in.queries.js';
import { countTry, deleteEndedPending, renewHash } from './pending-sign-in.writes.js';

const SECONDS = PENDING_MINUTES * 60;

interface Payload extends SignInAttempter {
  readonly authVersion: number;
}

/** Sign-ins of users between the password and the second step. */
@Injectable()
export class PendingSignInService {
  private readonly secrets: RefreshSecrets;

  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    { secrets }: AppConfig,
  ) {
    this.secrets = new RefreshSecrets('fptf_', secrets.jwt);
  }

  /** @returns the refusal that carries the token for the second step */
  async begin({ principal: { id: userId, authVersion }, newHash, attempter }: Passed): Promise<Error> {
    const { id: tenantId, schema } = currentTenant();
    const at = this.clock.now();
    const { text: pendingToken, hash: tokenHash } = this.secrets.first(tenantId);
    const payload: Payload = { ...attempter, authVersion };
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.execute(
        deleteEndedPending.bind(schema, { userId, at }),
        ...(newHash === null ? [] : [renewHash.bind(schema, { userId, newHash })]),
      );
      await this.unitOfWork.commit(
        VerificationToken.pending({ userId, tokenHash, payload, expiresAt: after(at, SECONDS) }),
      );
    });
    return refuse(secondStepNeeded, { members: { pendingToken, expiresIn: SECONDS } });
  }

  /** Undefined for what cannot be a token of this kind. */
  read(text: string) {
    return this.secrets.read(text);
  }

  async find(hash: string) {
    const row = await this.db.one(pendingSignIn, { hash, at: this.clock.now() });
    if (!row) return undefined;
    const { id: tokenId, userId: id, payload } = row;
    const { authVersion, account, deviceId } = payload as unknown as Payload;
    const secret = { text: row.two_factor_secret!, keyId: row.two_factor_key_id! };
    const principal = { id, isActive: true, authVersion };
    return { tokenId, attempter: { account, deviceId }, principal, owner: { id, secret } };
  }

  async countTry(tokenId: string): Promise<boolean> {
    return (await this.db.one(countTry, { id: tokenId })) !== undefined;
  }

  async refused(userId: string, isLocked: boolean): Promise<void> {
    const after = { secondStep: true, isLocked };
    await this.audit.record({ action: 'login_failed', resourceType: 'user', resourceId: userId, after });
  }
}

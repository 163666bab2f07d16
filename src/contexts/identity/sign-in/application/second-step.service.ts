import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { TokenPair } from '../../sessions/application/session-chain.js';
import type { ReadCode } from '../../two-factor/application/two-factor-secret.service.js';
import { useCodeOfUser } from '../../two-factor/application/used-code.writes.js';
import { invalidPendingToken, wrongSecondStep } from '../../two-factor/domain/two-factor.errors.js';
import { MailedLinkService } from './mailed-link.service.js';
import { PendingSignInService } from './pending-sign-in.service.js';
import { endPending } from './pending-sign-in.writes.js';
import { SecondStepCheckService } from './second-step-check.service.js';
import { signInPlace } from './sign-in-place.js';
import type { SignInResult } from './sign-in.service.js';
import type { TenantNames } from './tenant-naming.service.js';
import { UserSessionService } from './user-session.service.js';

type Pending = NonNullable<Awaited<ReturnType<PendingSignInService['find']>>>;

/** The second step of a sign-in of a user. */
@Injectable()
export class SecondStepService {
  constructor(
    private readonly links: MailedLinkService,
    private readonly pending: PendingSignInService,
    private readonly check: SecondStepCheckService,
    private readonly users: UserSessionService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws 401 `auth.invalid_pending_token`, `auth.wrong_code`, 429 `auth.too_many_attempts`, 503 `auth.busy` */
  signIn(names: TenantNames, pendingToken: string, code: string): Promise<SignInResult> {
    const link = {
      token: this.pending.read(pendingToken),
      find: (hash: string) => this.pending.find(hash),
      refusal: invalidPendingToken,
    };
    return this.links.follow(names, link, (found) =>
      this.check.check(
        {
          ...found,
          countTry: () => this.pending.countTry(found.tokenId),
          open: (read) => this.open(found, read),
          refused: (isLocked) => this.pending.refused(found.owner.id, isLocked),
        },
        code,
      ),
    );
  }

  private open({ tokenId, principal }: Pending, code: ReadCode): Promise<TokenPair> {
    const { schema } = currentTenant();
    const at = this.clock.now();
    const secondFactor = 'step' in code ? 'authenticator_app' : 'backup_code';
    return this.unitOfWork.transactional(async () => {
      const used = useCodeOfUser(schema, principal.id, code, at);
      const changed = await this.unitOfWork.execute(used, endPending.bind(schema, { id: tokenId, at }));
      // takes back what one of the two has changed alone
      if (changed.some(({ rowCount }) => rowCount === 0)) throw refuse(wrongSecondStep);
      return this.users.start(principal, { ...signInPlace(this.clock), secondFactor }, null);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { PlatformUnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { OperatorSessionService } from '../../operators/application/operator-session.service.js';
import type { TokenPair } from '../../sessions/application/session-chain.js';
import type { ReadCode } from '../../two-factor/application/two-factor-secret.service.js';
import { useCodeOfOperator } from '../../two-factor/application/used-code.writes.js';
import { wrongSecondStep } from '../../two-factor/domain/two-factor.errors.js';
import { PendingOperatorService } from './pending-operator.service.js';
import { endPendingOperator } from './pending-operator.writes.js';
import { SecondStepCheckService } from './second-step-check.service.js';
import { signInPlace } from './sign-in-place.js';
import { SignInQueueService } from './sign-in-queue.service.js';
import type { SignInResult } from './sign-in.service.js';

type Pending = Awaited<ReturnType<PendingOperatorService['find']>>;

/** The second step of a sign-in of an operator. */
@Injectable()
export class OperatorSecondStepService {
  constructor(
    private readonly queue: SignInQueueService,
    private readonly pending: PendingOperatorService,
    private readonly check: SecondStepCheckService,
    private readonly operators: OperatorSessionService,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws 401 `auth.invalid_pending_token`, `auth.wrong_code`, 429 `auth.too_many_attempts`, 503 `auth.busy` */
  signIn(pendingToken: string, code: string): Promise<SignInResult> {
    return this.queue.quick(async () => {
      const found = await this.pending.find(pendingToken);
      return this.check.check(
        {
          ...found,
          countTry: () => this.pending.countTry(found.tokenId),
          open: (read) => this.open(found, read),
          refused: (isLocked) => this.pending.refused(found.owner.id, isLocked),
        },
        code,
      );
    });
  }

  private open({ tokenId, principal }: Pending, code: ReadCode): Promise<TokenPair> {
    const at = this.clock.now();
    const secondFactor = 'step' in code ? 'authenticator_app' : 'backup_code';
    return this.unitOfWork.transactional(async () => {
      const used = useCodeOfOperator(principal.id, code, at);
      const changed = await this.unitOfWork.execute(used, endPendingOperator.bind('public', { id: tokenId, at }));
      // takes back what one of the two has changed alone
      if (changed.some(({ rowCount }) => rowCount === 0)) throw refuse(wrongSecondStep);
      return this.operators.start(principal, { ...signInPlace(this.clock), secondFactor }, null);
    });
  }
}

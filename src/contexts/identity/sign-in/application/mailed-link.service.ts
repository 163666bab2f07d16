import { Injectable } from '@nestjs/common';
import { refuse, type Refusal } from '#libs/kernel';
import { currentContext, runInTenant } from '#libs/request-context';
import { SignInQueueService } from './sign-in-queue.service.js';
import { SignInThrottleService } from './sign-in-throttle.service.js';
import { TenantNamingService, type TenantNames } from './tenant-naming.service.js';

/** What a token in a link says of itself: nothing of it is verified yet. */
export interface LinkToken {
  readonly tenantId: string;
  readonly hash: string;
}

export interface MailedLink<Target> {
  /** Undefined for what cannot be a token of this kind. */
  readonly token: LinkToken | undefined;
  /** What the token stands for, while it is valid; it stays unused. */
  readonly find: (hash: string) => Promise<Target | undefined>;
  readonly refusal: Refusal;
}

/** The only way to follow a link of a mail: the same steps whatever is wrong with its token. */
@Injectable()
export class MailedLinkService {
  constructor(
    private readonly naming: TenantNamingService,
    private readonly queue: SignInQueueService,
    private readonly throttle: SignInThrottleService,
  ) {}

  /**
   * Runs `use` in the tenant of the token. A request that names another tenant is refused like one with an unknown token.
   * @throws the refusal of the link, also in a closed tenant, 429 `auth.too_many_attempts`, 503 `auth.busy`
   */
  follow<T, R>(
    names: TenantNames,
    { token, find, refusal }: MailedLink<T>,
    use: (target: T, hash: string) => Promise<R>,
  ): Promise<R> {
    return this.queue.quick(async () => {
      const found = await this.naming.resolveToken(token?.tenantId, names);
      // nobody can tell a valid token of a closed tenant from others, since its rows cannot be read
      if (!token || !found?.isNamed || found.refusal) throw await this.refused(refusal);
      return runInTenant(found.tenant, 'sign-in', async () => {
        const target = await find(token.hash);
        if (!target) throw await this.refused(refusal);
        return use(target, token.hash);
      });
    });
  }

  /** Only tokens that are not valid count and are refused for their number, since a valid one is no guess. */
  private async refused(refusal: Refusal): Promise<Error> {
    await this.throttle.mailedTokenFailed(currentContext().ip);
    return refuse(refusal);
  }
}

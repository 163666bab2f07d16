import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { TenantDb, UnitOfWork, type Statement } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { RefreshSecrets } from '../../sessions/application/refresh-secrets.js';
import { after } from '../../sessions/domain/token-lifetimes.js';
import {
  VerificationToken,
  type MailedKind,
  type MailedPayload,
} from '../../sessions/domain/verification-token.entity.js';
import { ExpiredTokensService } from './expired-tokens.service.js';
import { holderOfToken, lockUser, type TokenHolder } from './mailed-token.queries.js';
import { insertToken, voidTokens } from './mailed-token.writes.js';

interface FirstToken {
  readonly text: string;
  readonly end: Date;
  readonly statements: readonly Statement[];
}

const prefixes: Readonly<Record<MailedKind, string>> = { password_reset: 'fppr_', email_verification: 'fpev_' };

/** Tokens in the links of mails: 256 random bits, of which the database holds the hash. Of each kind a user has one that is valid, once. */
@Injectable()
export class MailedTokenService {
  private readonly secrets: Readonly<Record<MailedKind, RefreshSecrets>>;

  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly expired: ExpiredTokensService,
    { secrets: { jwt } }: AppConfig,
  ) {
    const secrets = Object.entries(prefixes).map(([kind, prefix]) => [kind, new RefreshSecrets(prefix, jwt)]);
    this.secrets = Object.fromEntries(secrets) as Record<MailedKind, RefreshSecrets>;
  }

  /** Call it in the transaction that queues the mail. The former token of the user is worthless from then on. */
  async issue(
    kind: MailedKind,
    userId: string,
    payload: MailedPayload,
    seconds: number,
  ): Promise<{ text: string; end: Date }> {
    const { id: tenantId, schema } = currentTenant();
    const at = this.clock.now();
    const end = after(at, seconds);
    const { text, hash } = this.secrets[kind].first(tenantId);
    await this.lockUser(userId);
    await this.unitOfWork.execute(voidTokens.bind(schema, { userId, kind, at }));
    await this.unitOfWork.commit(VerificationToken.issued({ kind, userId, hash, payload, expiresAt: end }));
    void this.expired.planRun(currentTenant(), end);
    return { text, end };
  }

  /** For the first user of a new tenant, to be written in the transaction that makes it. */
  first(kind: MailedKind, userId: string, payload: MailedPayload, seconds: number): FirstToken {
    const { id: tenantId, schema } = currentTenant();
    const end = after(this.clock.now(), seconds);
    const { text, hash } = this.secrets[kind].first(tenantId);
    const token = VerificationToken.issued({ kind, userId, hash, payload, expiresAt: end });
    return { text, end, statements: [insertToken(schema, token), this.expired.plannedRun(tenantId, end)] };
  }

  /** Of several transactions that issue tokens to one user the others wait, so that the newest alone is valid. */
  async lockUser(userId: string): Promise<void> {
    await this.unitOfWork.execute(lockUser.bind(currentTenant().schema, { userId }));
  }

  /** Undefined for what cannot be a token of this kind. */
  read(kind: MailedKind, text: string): { readonly tenantId: string; readonly hash: string } | undefined {
    return this.secrets[kind].read(text);
  }

  /** Whose token it is, while it is valid: that of an active user who still has the address. It stays unused. */
  holder(kind: MailedKind, hash: string): Promise<TokenHolder | undefined> {
    return this.db.one(holderOfToken, { kind, hash, at: this.clock.now() });
  }

  /** Uses it up, in the open transaction; of several at once one succeeds. @returns whose it was */
  async take(kind: MailedKind, hash: string): Promise<string | undefined> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
    const token = await this.em.findOne(VerificationToken, { kind, tokenHash: hash }, lock);
    const at = this.clock.now();
    if (!token?.isValid(at)) return undefined;
    token.use(at);
    await this.unitOfWork.commit(token);
    return token.userId;
  }
}

import { LockMode, type EntityClass } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Statement, UnitOfWork } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import {
  judgeRefresh,
  refreshTokenEnd,
  revokeSession,
  type RefreshTokenLife,
  type SessionLife,
  type SignInPlace,
} from '../domain/session-life.js';
import { ACCESS_TOKEN_SECONDS } from '../domain/token-lifetimes.js';
import type { RefreshSecret, RefreshSecrets } from './refresh-secrets.js';

/** Somebody with a password: a user or an operator. */
export interface Principal {
  readonly id: string;
  readonly isActive: boolean;
  readonly authVersion: number;
}

export interface SessionRow extends SessionLife {
  readonly id: string;
}

interface RefreshTokenRow extends RefreshTokenLife {
  id: string;
  sessionId: string;
  familyId: string;
  tokenHash: string;
  successorId?: string | null;
}

/** The entities of one kind of principal. */
export interface SignInKind<S extends SessionRow> {
  readonly session: EntityClass<S>;
  readonly token: EntityClass<RefreshTokenRow> & (new () => RefreshTokenRow);
  readonly principal: EntityClass<Principal>;
  open(principalId: string, place: SignInPlace): S;
  principalOf(session: S): string;
}

/** The result of a sign-in and of each refresh. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
}

export type Rotation =
  | { readonly verdict: 'dead' }
  | { readonly verdict: 'reused'; readonly sessionId: string }
  | { readonly verdict: 'fresh' | 'repeated'; readonly tokens: TokenPair };

/** Opens and ends sessions, and rotates their refresh tokens. */
export abstract class SessionChain<S extends SessionRow> {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: RefreshSecrets,
    private readonly kind: SignInKind<S>,
  ) {}

  /** Undefined for what cannot be a refresh token of this kind. */
  read(text: string): { readonly tenantId: string; readonly hash: string } | undefined {
    return this.secrets.read(text);
  }

  /**
   * Locks the token's row, so that of several requests at once one creates the successor and the others find it.
   * @param isNamed false where the request names another tenant: then the token counts as unknown and stays unused
   */
  rotate(text: string, hash: string, at: Date, isNamed = true): Promise<Rotation> {
    return this.unitOfWork.transactional(async (em) => {
      const byHash = { tokenHash: hash };
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
      const token = (await em.findOne(this.kind.token, byHash, lock)) as RefreshTokenRow | null;
      const session = token && ((await em.findOne(this.kind.session, { id: token.sessionId } as never)) as S | null);
      const principal = session && (await this.principalOf(em, session));
      if (!token || !session || !principal?.isActive || !isNamed) return { verdict: 'dead' };
      return this.rotateOnce(text, token, session, principal, at);
    });
  }

  /** What `beside` adds is written in the same transaction. */
  async signOut(sessionId: string, at: Date, ...beside: Statement[]): Promise<void> {
    const session = (await this.em.findOneOrFail(this.kind.session, { id: sessionId } as never)) as S;
    revokeSession(session, 'signed_out', at);
    await this.write([session], beside);
  }

  protected async open(
    principal: Principal,
    tenantId: string,
    place: SignInPlace,
    ...beside: Statement[]
  ): Promise<TokenPair> {
    const { session, token, tokens } = this.prepare(principal, tenantId, place);
    await this.write([session, token], beside);
    return tokens;
  }

  /** The rows of a new session, not yet written. */
  protected prepare(principal: Principal, tenantId: string, place: SignInPlace) {
    const session = this.kind.open(principal.id, place);
    const secret = this.secrets.first(tenantId);
    const token = this.token(session, secret, place.at);
    return { session, token, tokens: this.pair(session, principal, secret) };
  }

  protected abstract accessToken(session: S, principal: Principal): string;

  /** The audit row about a stolen token. */
  protected abstract reuseEntry(session: S): Statement;

  private principalOf(em: EntityManager, session: S): Promise<Principal | null> {
    return em.findOne<Principal>(this.kind.principal, { id: this.kind.principalOf(session) });
  }

  private async rotateOnce(
    text: string,
    token: RefreshTokenRow,
    session: S,
    principal: Principal,
    at: Date,
  ): Promise<Rotation> {
    const verdict = judgeRefresh(token, session, at);
    if (verdict === 'dead') return { verdict };
    if (verdict === 'reused') {
      revokeSession(session, 'refresh_token_reused', at);
      await this.write([session], [this.reuseEntry(session)]);
      return { verdict, sessionId: session.id };
    }
    const secret = this.secrets.successor(text);
    if (verdict === 'fresh') await this.saveSuccessor(token, this.token(session, secret, at), session, at);
    return { verdict, tokens: this.pair(session, principal, secret) };
  }

  private async saveSuccessor(token: RefreshTokenRow, successor: RefreshTokenRow, session: S, at: Date): Promise<void> {
    token.usedAt = at;
    token.successorId = successor.id;
    session.lastSeenAt = at;
    await this.unitOfWork.commit(successor, token, session);
  }

  private write(entities: object[], beside: Statement[]): Promise<void> {
    return this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(...entities);
      await this.unitOfWork.execute(...beside);
    });
  }

  private pair(session: S, principal: Principal, { text }: RefreshSecret): TokenPair {
    return { accessToken: this.accessToken(session, principal), refreshToken: text, expiresIn: ACCESS_TOKEN_SECONDS };
  }

  private token(session: S, { hash }: RefreshSecret, at: Date): RefreshTokenRow {
    const props = { id: uuidv7(), sessionId: session.id, familyId: session.id, tokenHash: hash };
    return Object.assign(new this.kind.token(), props, { expiresAt: refreshTokenEnd(session, at) });
  }
}

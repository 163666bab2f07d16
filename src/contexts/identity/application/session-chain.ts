import { LockMode, type EntityClass } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Statement, UnitOfWork } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import {
  judgeRefresh,
  refreshTokenEnd,
  revokeSession,
  type RefreshTokenLife,
  type RevokedReason,
  type SessionLife,
  type SignInPlace,
} from '../domain/session-life.js';
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

export interface RefreshTokenRow extends RefreshTokenLife {
  id: string;
  sessionId: string;
  familyId: string;
  tokenHash: string;
  successorId?: string | null;
}

/** The entities of one kind of principal. */
export interface SignInKind<S extends SessionRow> {
  readonly session: EntityClass<S>;
  readonly token: EntityClass<RefreshTokenRow>;
  readonly principal: EntityClass<Principal>;
  open(principalId: string, place: SignInPlace): S;
  principalOf(session: S): string;
}

export interface Opened {
  readonly sessionId: string;
  readonly refreshToken: string;
}

export type Rotation =
  | { readonly verdict: 'dead' }
  | { readonly verdict: 'reused'; readonly sessionId: string; readonly principalId: string }
  | (Opened & { readonly verdict: 'fresh' | 'repeated'; readonly principal: Principal });

/** Opens sessions and leads their chains of refresh tokens. */
export abstract class SessionChain<S extends SessionRow> {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: RefreshSecrets,
    private readonly kind: SignInKind<S>,
  ) {}

  /** What `beside` adds is written in the same transaction. */
  async open(principalId: string, tenantId: string, place: SignInPlace, beside: Statement[]): Promise<Opened> {
    const session = this.kind.open(principalId, place);
    const secret = this.secrets.first(tenantId);
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(session, this.token(session, secret, place.at));
      await this.unitOfWork.execute(...beside);
    });
    return { sessionId: session.id, refreshToken: secret.text };
  }

  read(text: string): { readonly tenantId: string; readonly hash: string } | undefined {
    return this.secrets.read(text);
  }

  /** Those who come at the same time wait for one another at the token's row, so one makes the successor and the others find it. */
  rotate(text: string, hash: string, at: Date): Promise<Rotation> {
    return this.unitOfWork.transactional(async (em) => {
      const token = await em.findOne(this.kind.token, { tokenHash: hash }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const session = token && (await em.findOne(this.kind.session, { id: token.sessionId } as never));
      const principal = session && (await em.findOne(this.kind.principal, { id: this.kind.principalOf(session as S) }));
      if (!token || !session || !principal?.isActive) return { verdict: 'dead' };
      return this.judge(text, token, session as S, principal, at);
    });
  }

  async end(sessionId: string, reason: RevokedReason, at: Date, beside: Statement[]): Promise<void> {
    const session = (await this.em.findOneOrFail(this.kind.session, { id: sessionId } as never)) as S;
    revokeSession(session, reason, at);
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(session);
      await this.unitOfWork.execute(...beside);
    });
  }

  private async judge(
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
      await this.unitOfWork.commit(session);
      return { verdict, sessionId: session.id, principalId: principal.id };
    }
    const secret = this.secrets.successor(text);
    if (verdict === 'fresh') await this.succeed(token, this.token(session, secret, at), session, at);
    return { verdict, sessionId: session.id, refreshToken: secret.text, principal };
  }

  private async succeed(token: RefreshTokenRow, successor: RefreshTokenRow, session: S, at: Date): Promise<void> {
    token.usedAt = at;
    token.successorId = successor.id;
    session.lastSeenAt = at;
    await this.unitOfWork.commit(successor, token, session);
  }

  private token(session: S, { hash }: RefreshSecret, at: Date): RefreshTokenRow {
    const props = { id: uuidv7(), sessionId: session.id, familyId: session.id, tokenHash: hash };
    return Object.assign(new this.kind.token(), props, { expiresAt: refreshTokenEnd(session, at) });
  }
}

import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AppConfig } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { RefreshToken } from '../domain/refresh-token.entity.js';
import { Session } from '../domain/session.entity.js';
import { User } from '../domain/user.entity.js';
import { RefreshSecrets } from './refresh-secrets.js';
import { SessionChain, type SignInKind } from './session-chain.js';

const kind: SignInKind<Session> = {
  session: Session,
  token: RefreshToken,
  principal: User,
  open: (userId, place) => Session.open(userId, place),
  principalOf: ({ userId }) => userId,
};

@Injectable()
export class UserSessions extends SessionChain<Session> {
  constructor(em: EntityManager, unitOfWork: UnitOfWork, { secrets }: AppConfig) {
    super(em, unitOfWork, new RefreshSecrets('fprt_', secrets.jwt), kind);
  }
}

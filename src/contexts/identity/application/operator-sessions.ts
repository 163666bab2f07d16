import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { PlatformEntityManager, PlatformUnitOfWork } from '#libs/database';
import { OperatorRefreshToken } from '../domain/operator-refresh-token.entity.js';
import { OperatorSession } from '../domain/operator-session.entity.js';
import { Operator } from '../domain/operator.entity.js';
import { RefreshSecrets } from './refresh-secrets.js';
import { SessionChain, type SignInKind } from './session-chain.js';

const kind: SignInKind<OperatorSession> = {
  session: OperatorSession,
  token: OperatorRefreshToken,
  principal: Operator,
  open: (operatorId, place) => OperatorSession.open(operatorId, place),
  principalOf: ({ operatorId }) => operatorId,
};

/** Operators belong to no tenant; their refresh tokens name this one, which no tenant has. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class OperatorSessions extends SessionChain<OperatorSession> {
  constructor(em: PlatformEntityManager, unitOfWork: PlatformUnitOfWork, { secrets }: AppConfig) {
    super(em, unitOfWork, new RefreshSecrets('fpot_', secrets.jwt), kind);
  }
}

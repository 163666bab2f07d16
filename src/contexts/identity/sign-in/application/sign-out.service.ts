import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { currentActor } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import { OperatorSessionService } from '../../operators/application/operator-session.service.js';
import { UserSessionService } from './user-session.service.js';

@Injectable()
export class SignOutService {
  constructor(
    private readonly users: UserSessionService,
    private readonly operators: OperatorSessionService,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** Ends the current session; its tokens are invalid from the next request on. */
  async signOut(): Promise<void> {
    const actor = currentActor();
    if ((actor.kind !== 'user' && actor.kind !== 'operator') || !actor.sessionId) return;
    const sessions = actor.kind === 'user' ? this.users : this.operators;
    await sessions.end(actor.sessionId, this.clock.now());
    await this.signals.send(SESSIONS, actor.sessionId);
  }
}

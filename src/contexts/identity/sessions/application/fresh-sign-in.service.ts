import { Injectable } from '@nestjs/common';
import { Clock, refuse } from '#libs/kernel';
import { currentActor } from '#libs/request-context';
import { freshSignInNeeded } from '../domain/auth.errors.js';
import { after, FRESH_SECONDS } from '../domain/token-lifetimes.js';

/** For what a stolen token must not suffice for. */
@Injectable()
export class FreshSignInService {
  constructor(private readonly clock: Clock) {}

  /** @throws 403 `auth.fresh_sign_in_needed` where the session of the caller is older, and for API keys */
  assertFresh(): void {
    const actor = currentActor();
    const at = 'authenticatedAt' in actor ? actor.authenticatedAt : undefined;
    if (!at || after(at, FRESH_SECONDS) < this.clock.now()) throw refuse(freshSignInNeeded);
  }
}

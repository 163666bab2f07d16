import { Injectable } from '@nestjs/common';
import { FreshSignInService } from './sessions/application/fresh-sign-in.service.js';

/** What other contexts may ask of how the caller has signed in. */
@Injectable()
export class SignInsFacade {
  constructor(private readonly freshSignIns: FreshSignInService) {}

  /** For what a stolen token must not suffice for. @throws 403 `auth.fresh_sign_in_needed`, also for API keys */
  assertFresh(): void {
    this.freshSignIns.assertFresh();
  }
}

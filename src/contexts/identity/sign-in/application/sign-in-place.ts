import type { Clock } from '#libs/kernel';
import { currentContext } from '#libs/request-context';
import type { SignInPlace } from '../../sessions/domain/session-life.js';

/** Where and when the current request signs in. */
export function signInPlace(clock: Clock): SignInPlace {
  const { ip, userAgent } = currentContext();
  return { at: clock.now(), ip, userAgent };
}

import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { refuse } from '#libs/kernel';
import type { Authentication } from '#libs/http';
import { invalidToken } from '../../sessions/domain/auth.errors.js';

/**
 * Lets passport run a strategy for the request. The strategy itself is given, not its name: passport's register of names is one for the
 * whole process, where a second application would take the place of the first. Each attempt gets a copy, as passport makes of named ones.
 * @throws 401 `auth.invalid_token`, and whatever `validate` of the strategy throws
 */
export function authenticateBy(strategy: passport.Strategy, request: FastifyRequest): Promise<Authentication> {
  return new Promise((resolve, reject) => {
    const decide = (error: Error | null, found?: Authentication | false): void => {
      if (found) resolve(found);
      else reject(error ?? refuse(invalidToken));
    };
    const attempt = Object.create(strategy) as passport.Strategy;
    const run = passport.authenticate(attempt, { session: false }, decide) as Middleware;
    run(request, undefined, reject);
  });
}

/** It answers nothing itself, since it is given a callback. */
type Middleware = (request: FastifyRequest, reply: undefined, next: (error: Error) => void) => void;

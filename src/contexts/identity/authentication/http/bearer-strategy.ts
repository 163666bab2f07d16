import type { FastifyRequest } from 'fastify';
import passport from 'passport';

type Verified = (error: Error | null, found?: object) => void;

/**
 * Takes the Authorization header alone. passport-http-bearer would also take a credential from the query and the body, where logs and
 * stored answers would keep it.
 */
export class BearerStrategy extends passport.Strategy {
  constructor(private readonly verify: (request: FastifyRequest, verified: Verified) => void) {
    super();
  }

  override authenticate(request: unknown): void {
    this.verify(request as FastifyRequest, (error, found) => {
      if (error) this.error(error);
      else this.success(found!);
    });
  }
}

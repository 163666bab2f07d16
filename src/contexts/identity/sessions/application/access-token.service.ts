import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import { Strategy } from 'passport-jwt';
import { AppConfig } from '#libs/config';
import { Clock, refuse } from '#libs/kernel';
import { invalidToken } from '../domain/auth.errors.js';
import { ACCESS_TOKEN_SECONDS } from '../domain/token-lifetimes.js';

/** Who a token was issued to. It contains no rights: those are looked up, so that changes take effect at once. */
export interface TokenSubject {
  readonly userId: string;
  readonly sessionId: string;
  /** Absent in an operator's token. */
  readonly tenantId?: string | undefined;
  /** The user's `authVersion` when it was issued. */
  readonly authVersion: number;
}

export interface KnownToken extends TokenSubject {
  readonly expiresAt: number;
  /** Session ids are unique within a tenant only. */
  readonly sessionKey: string;
}

interface Claims {
  readonly typ: string;
  readonly sub: string;
  readonly sid: string;
  readonly tid?: string;
  readonly ver: number;
  readonly exp: number;
}

const ISSUER = 'fieldpilot';
const ACCESS = 'access';
/** Expiry is checked by the application's clock, at each use. */
const checks = { algorithms: ['HS256' as const], issuer: ISSUER, ignoreExpiration: true };
const MAX_KNOWN = 10_000;
const LONGEST = 2_048;

/**
 * Access tokens of one audience. passport-jwt verifies a token once; its content is then remembered by the whole token, which takes a
 * fiftieth of the time. The expiry is checked at each use.
 */
export abstract class AccessTokenService {
  private readonly known = new LRUCache<string, KnownToken>({ max: MAX_KNOWN });
  private readonly signer: JwtService;
  private readonly strategy: Strategy;

  constructor(
    secret: string,
    audience: string,
    private readonly clock: Clock,
  ) {
    this.signer = new JwtService({
      secret,
      signOptions: { algorithm: 'HS256', issuer: ISSUER, audience, expiresIn: ACCESS_TOKEN_SECONDS },
    });
    this.strategy = new Strategy(
      { ...checks, secretOrKey: secret, audience, jwtFromRequest: tokenOf },
      (claims: Claims, done) => done(null, claims.typ === ACCESS ? claims : false),
    );
  }

  issue({ userId, sessionId, tenantId, authVersion }: TokenSubject): string {
    const iat = Math.floor(this.clock.now().getTime() / 1_000);
    return this.signer.sign({ typ: ACCESS, iat, sub: userId, sid: sessionId, tid: tenantId, ver: authVersion });
  }

  /** @throws 401 `auth.invalid_token` */
  read(token: string): KnownToken {
    const known = this.known.get(token) ?? this.remember(token, this.verify(token));
    if (known.expiresAt > this.clock.now().getTime()) return known;
    this.known.delete(token);
    throw refuse(invalidToken);
  }

  private remember(token: string, { sub, sid, tid, ver, exp }: Claims): KnownToken {
    const known = {
      userId: sub,
      sessionId: sid,
      tenantId: tid,
      authVersion: ver,
      expiresAt: exp * 1_000,
      sessionKey: `${tid ?? 'operator'}/${sid}`,
    };
    this.known.set(token, known);
    return known;
  }

  private verify(token: string): Claims {
    if (token.length > LONGEST) throw refuse(invalidToken);
    let claims: Claims | undefined;
    // As in passport: a copy of the strategy for each attempt, which calls back before authenticate() returns.
    const attempt = Object.create(this.strategy) as Strategy;
    attempt.success = (verified) => void (claims = verified as Claims);
    attempt.fail = () => undefined;
    attempt.error = () => undefined;
    attempt.authenticate({ token } as never);
    if (!claims) throw refuse(invalidToken);
    return claims;
  }
}

function tokenOf(attempt: unknown): string {
  return (attempt as { token: string }).token;
}

@Injectable()
export class UserTokenService extends AccessTokenService {
  constructor({ secrets }: AppConfig, clock: Clock) {
    super(secrets.jwt, 'fieldpilot:tenant', clock);
  }
}

@Injectable()
export class OperatorTokenService extends AccessTokenService {
  constructor({ secrets }: AppConfig, clock: Clock) {
    super(secrets.jwt, 'fieldpilot:operators', clock);
  }
}

import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import { AppConfig } from '#libs/config';
import { Clock, isUuid, refuse } from '#libs/kernel';
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

/** Of an operator who acts as a user; `act` is the claim of RFC 8693. */
interface SpecialToken {
  readonly seconds: number;
  readonly actedBy: string;
}

/** The payload of a token. */
export interface TokenClaims {
  readonly typ: string;
  readonly sub: string;
  readonly sid: string;
  readonly tid?: string;
  readonly ver: number;
  readonly exp: number;
}

const ISSUER = 'fieldpilot';
const ACCESS = 'access';
const ALGORITHM = 'HS256';
const MAX_KNOWN = 10_000;

/**
 * Issues the access tokens of one audience, and remembers the content of those that passport has verified by the whole token, which takes
 * a fiftieth of the time of verifying it again. The expiry is checked at each use.
 */
export abstract class AccessTokenService {
  /** How passport-jwt verifies them. Expiry is checked here, by the application's clock. */
  readonly verification: {
    readonly secretOrKey: string;
    readonly algorithms: [typeof ALGORITHM];
    readonly issuer: string;
    readonly audience: string;
    readonly ignoreExpiration: true;
  };
  private readonly known = new LRUCache<string, KnownToken>({ max: MAX_KNOWN });
  private readonly signer: JwtService;

  constructor(
    secret: string,
    audience: string,
    private readonly clock: Clock,
  ) {
    const issued = { issuer: ISSUER, audience };
    this.verification = { ...issued, secretOrKey: secret, algorithms: [ALGORITHM], ignoreExpiration: true };
    this.signer = new JwtService({
      secret,
      signOptions: { ...issued, algorithm: ALGORITHM, expiresIn: ACCESS_TOKEN_SECONDS },
    });
  }

  /** @param special of a token that lives for another time, or that somebody else acts by */
  issue({ userId, sessionId, tenantId, authVersion }: TokenSubject, special?: SpecialToken): string {
    const iat = Math.floor(this.clock.now().getTime() / 1_000);
    const claims = { typ: ACCESS, iat, sub: userId, sid: sessionId, tid: tenantId, ver: authVersion };
    if (!special) return this.signer.sign(claims);
    return this.signer.sign({ ...claims, act: { sub: special.actedBy } }, { expiresIn: special.seconds });
  }

  /** Undefined for a token that has not been verified lately. @throws 401 `auth.invalid_token` */
  remembered(token: string): KnownToken | undefined {
    const known = this.known.get(token);
    if (!known || this.isLive(known)) return known;
    this.known.delete(token);
    throw refuse(invalidToken);
  }

  /** Of a token whose signature, issuer and audience are right. @throws 401 `auth.invalid_token` */
  remember(token: string, { typ, sub, sid, tid, ver, exp }: TokenClaims): KnownToken {
    const known = {
      userId: sub,
      sessionId: sid,
      tenantId: tid,
      authVersion: ver,
      expiresAt: exp * 1_000,
      sessionKey: `${tid ?? 'operator'}/${sid}`,
    };
    const namesRows = isUuid(sid) && (tid === undefined || isUuid(tid));
    if (typ !== ACCESS || !namesRows || !this.isLive(known)) throw refuse(invalidToken);
    this.known.set(token, known);
    return known;
  }

  private isLive({ expiresAt }: KnownToken): boolean {
    return expiresAt > this.clock.now().getTime();
  }
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

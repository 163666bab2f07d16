import { Injectable } from '@nestjs/common';
import { isTwoFactorRequired, TENANTS, TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import { isoUtc, TenantDb } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { runInTenant, type UserActor } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { invalidToken } from '../../sessions/domain/auth.errors.js';
import { ImpersonatedSessionService } from '../../impersonation/application/impersonated-session.service.js';
import { impersonatedRights } from '../../impersonation/domain/impersonated-rights.js';
import { permissionsOf } from '../../people/domain/roles.js';
import type { KnownToken } from '../../sessions/application/access-token.service.js';
import { LiveSessions, SESSIONS } from '../../sessions/application/live-sessions.js';
import { liveSession } from '../../sessions/application/sign-in.queries.js';
import { TenantNamingService, type TenantNames } from '../../sign-in/application/tenant-naming.service.js';
import { agreesAtOnce, restrictionOf, type LiveCaller, type SignedInUser } from './live-caller.js';

interface LiveUserSession extends LiveCaller {
  readonly authVersion: number;
  readonly impersonatorId?: string;
}

/** Authenticates users by access token. A session seen in the last seconds needs no promise. */
@Injectable()
export class UserAuthenticationService {
  private readonly sessions: LiveSessions<LiveUserSession>;

  constructor(
    private readonly tenancy: TenancyFacade,
    private readonly naming: TenantNamingService,
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly impersonated: ImpersonatedSessionService,
    signals: Signals,
  ) {
    this.sessions = new LiveSessions(signals);
    signals.on(SESSIONS, this.sessions);
    const forget = (): void => this.sessions.missed();
    signals.on(TENANTS, { changed: forget, missed: forget });
  }

  /** @throws 401 `auth.invalid_token`, 403 `auth.tenant_mismatch` or for a closed tenant, 503 for one that is being migrated */
  authenticate(known: KnownToken, names: TenantNames): SignedInUser | Promise<SignedInUser> {
    const live = this.sessions.recent(known.sessionKey);
    if (live?.authVersion === known.authVersion && agreesAtOnce(live, names)) return live.who;
    return this.loadUser(known, names);
  }

  private async loadUser(known: KnownToken, names: TenantNames): Promise<SignedInUser> {
    const recent = this.sessions.recent(known.sessionKey);
    const live = recent === undefined ? await this.loadSession(known) : recent;
    if (live?.authVersion !== known.authVersion) throw refuse(invalidToken);
    await this.naming.assertAgrees(live.who.tenant, names);
    live.agreedHost = names.host;
    return live.who;
  }

  /** Checks the tenant in the same load, so that a signal about either drops the result. */
  private loadSession({ tenantId, sessionId, sessionKey }: KnownToken): Promise<LiveUserSession | null> {
    return this.sessions.load(sessionKey, async () => {
      const tenant = tenantId === undefined ? undefined : await this.tenancy.tenantById(tenantId);
      if (!tenant) return null;
      this.tenancy.assertOpen(tenant);
      const session = { sessionId, at: this.clock.now() };
      const row = await runInTenant(tenant, 'authentication', () => this.db.one(liveSession, session));
      return row ? this.liveSession(row, sessionId, tenant) : null;
    });
  }

  private async liveSession(row: Row, sessionId: string, tenant: RegisteredTenant): Promise<LiveUserSession | null> {
    if (row.impersonator_id !== null) return this.impersonatedSession(row, sessionId, tenant);
    const mayOnlyEnrol = !row.two_factor_enabled && isTwoFactorRequired(tenant.twoFactor, row.role, this.clock.now());
    const restriction = restrictionOf(tenant, row.is_verified);
    return liveUserSession(row, tenant, { ...actorOf(row, sessionId), mayOnlyEnrol, ...restriction });
  }

  /** Counts while the tenant allows it and the operator may. */
  private async impersonatedSession(
    row: Row,
    sessionId: string,
    tenant: RegisteredTenant,
  ): Promise<LiveUserSession | null> {
    const impersonation = tenant.impersonationAllowed ? await this.impersonated.find(sessionId) : undefined;
    if (!impersonation) return null;
    const actor = actorOf(row, sessionId);
    const permissions = impersonatedRights(actor.permissions);
    const live = liveUserSession(row, tenant, { ...actor, permissions, impersonation });
    return { ...live, impersonatorId: impersonation.operatorId };
  }
}

type Row = typeof liveSession.row;

function liveUserSession(row: Row, tenant: RegisteredTenant, actor: OwnActor): LiveUserSession {
  const { id: userId, auth_version: authVersion } = row;
  return { userId, sessionId: actor.sessionId, authVersion, who: { actor, tenant }, agreedHost: undefined };
}

type OwnActor = UserActor & { readonly sessionId: string };

function actorOf({ id, role, granted, authenticated_at: at }: Row, sessionId: string): OwnActor {
  const permissions = permissionsOf(role, granted ?? []);
  return { kind: 'user', id, role, permissions, sessionId, authenticatedAt: new Date(isoUtc(at)) };
}

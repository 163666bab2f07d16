import { aSignUp } from '../../../../builders/identity/sign-up.builder.js';
import type { TestTenant } from '#libs/testing';
import { MailedTokenService } from '../../../../../src/contexts/identity/mailed-tokens/application/mailed-token.service.js';
import type { MailedKind } from '../../../../../src/contexts/identity/sessions/domain/verification-token.entity.js';
import { InvitationLinkService } from '../../../../../src/contexts/identity/invitations/application/invitation-link.service.js';
import type { Stage } from '../stage.js';
import type { ContextRecipes } from './recipe.js';

/** As in the link that an invited person was mailed. */
async function invitationToken(stage: Stage): Promise<string> {
  const { tenant } = stage;
  const { id } = (await stage.perform('createInvitation')).json as { id: string };
  const { token, hash } = await tenant.run(async () => tenant.testApp.get(InvitationLinkService).make());
  const update = `update ${tenant.ref.schema}.invitations set token_hash = $1 where id = $2`;
  await tenant.testApp.database.query(update, [hash, id]);
  return token;
}

/** As in the link that a user was mailed. */
async function mailedToken(tenant: TestTenant, kind: MailedKind = 'password_reset'): Promise<string> {
  const { id, email } = await tenant.addUser('employee');
  const tokens = tenant.testApp.get(MailedTokenService);
  return (await tenant.run(() => tokens.issue(kind, id, { email, from: email }, 1_200))).text;
}

function sessionOf(accessToken: string): string {
  const claims = Buffer.from(accessToken.split('.')[1]!, 'base64url').toString();
  return (JSON.parse(claims) as { sid: string }).sid;
}

/** To somebody else: who goes cannot take the work. */
async function handover(stage: Stage): Promise<object> {
  return { reassignTo: { userId: await stage.fresh('/v1/users') } };
}

export const identityRecipes: ContextRecipes = {
  tags: [
    'Me',
    'Permissions',
    'Users',
    'Invitations',
    'Teams',
    'API keys',
    'Sign-up',
    'Sign-in',
    'Forgotten passwords',
    'E-mail addresses',
    'Audit log',
    'Operator sign-in',
    'Operators',
    'Platform audit log',
  ],
  recipes: {
    signUp: { body: () => ({ ...aSignUp() }) },
    login: {
      body: ({ tenant }) => ({ tenant: tenant.slug, email: tenant.admin.email, password: tenant.admin.password }),
    },
    refresh: { body: async (stage) => ({ refreshToken: (await stage.signIn()).refreshToken }) },
    logout: { ownSession: true },
    changeMyPassword: { ownUser: true, body: ({ tenant }) => ({ currentPassword: tenant.admin.password }) },
    endMyOtherSessions: { ownUser: true },
    forgotPassword: { body: ({ tenant }) => ({ tenant: tenant.slug, email: tenant.admin.email }) },
    resetPassword: { body: async ({ tenant }) => ({ token: await mailedToken(tenant) }) },
    verifyEmail: { body: async ({ tenant }) => ({ token: await mailedToken(tenant, 'email_verification') }) },
    resendVerification: { ownUser: true },
    changeMyEmail: { ownUser: true, body: ({ tenant }) => ({ currentPassword: tenant.admin.password }) },
    acceptInvitation: { body: async (stage) => ({ token: await invitationToken(stage) }) },
    loginOperator: { body: (stage) => ({ ...stage.operator }) },
    refreshOperator: { body: async (stage) => ({ refreshToken: (await stage.signInOperator()).refreshToken }) },
    logoutOperator: { ownSession: true },

    activateUser: { after: ['deactivateUser'] },
    activateTeam: { after: ['deactivateTeam'] },
    deactivateUser: { oneOf: [['userId', 'teamId']], body: handover },
    deactivateTeam: { oneOf: [['userId', 'teamId']], body: handover },
    releaseTeamMember: { oneOf: [['userId', 'teamId']], body: handover },
    addTeamMember: { body: async (stage) => ({ userId: await stage.fresh('/v1/users') }) },
  },
  growth: { listMySessions: (stage) => stage.signIn() },
  references: {
    userId: '/v1/users',
    teamId: '/v1/teams',
    teamIds: '/v1/teams',
    teamLeadId: '/v1/users',
    createdById: '/v1/users',
    // of the audit log
    actorId: '/v1/api-keys',
    // of the audit log: any resource
    resourceId: '/v1/facilities',
  },
  origins: {
    '/v1/me/sessions': async (stage) => sessionOf((await stage.signIn()).accessToken),

    '/v1/teams/{id}/members': async (stage, ids) => {
      const userId = await stage.fresh('/v1/users');
      await stage.perform('addTeamMember', { ids, body: { userId } });
      return userId;
    },

    '/v1/audit-logs': async (stage) => {
      await stage.fresh('/v1/facilities');
      const { json } = await stage.perform('listAuditLogs', { query: { sort: '-createdAt', limit: '1' } });
      return json.data[0].id;
    },

    '/admin/v1/audit-logs': async (stage) => {
      await stage.signInOperator();
      const { json } = await stage.perform('listPlatformAuditLogs', { query: { sort: '-createdAt', limit: '1' } });
      return json.data[0].id;
    },
  },
};

import { aSignUp } from '../../../../builders/identity/sign-up.builder.js';
import { waitUntil, type TestTenant } from '#libs/testing';
import { MailedTokenService } from '../../../../../src/contexts/identity/mailed-tokens/application/mailed-token.service.js';
import type { MailedKind } from '../../../../../src/contexts/identity/sessions/domain/verification-token.entity.js';
import { InvitationLinkService } from '../../../../../src/contexts/identity/invitations/application/invitation-link.service.js';
import { Authenticator, enrol, pendingSignIn } from '../../../../support/authenticator.js';
import { addOperator, type Stage } from '../stage.js';
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

/** A user who has begun a second factor, with the code that confirms it. */
async function withProposal({ tenant }: Stage) {
  const { accessToken } = await tenant.tokens(await tenant.addUser('employee'));
  const { body } = await tenant.testApp.withToken(accessToken).post('/v1/me/two-factor/enrol').expect(200);
  return { token: accessToken, body: { code: new Authenticator(body.secret as string).code() } };
}

/** A user who has a second factor, with a code of it. */
async function withTwoFactor({ tenant }: Stage) {
  const user = await tenant.addUser('employee');
  const { accessToken: token } = await tenant.tokens(user);
  const { backupCodes } = await enrol(tenant.testApp.withToken(token));
  return { user, token, code: backupCodes[0]! };
}

/** An administrator of their own, whose address is not verified. */
async function ownAdmin({ tenant }: Stage) {
  const { accessToken } = await tenant.tokens(await tenant.addUser('admin'));
  return { token: accessToken };
}

/** An operator of their own, whose token is used. */
async function ownOperator(stage: Stage) {
  const operator = await addOperator(stage.tenant);
  const { accessToken } = await stage.signInOperator(operator);
  return { operator, token: accessToken, client: stage.tenant.testApp.withToken(accessToken) };
}

async function operatorWithTwoFactor(stage: Stage) {
  const own = await ownOperator(stage);
  const { backupCodes } = await enrol(own.client, undefined, '/admin/v1/me/two-factor');
  return { ...own, code: backupCodes[0]! };
}

async function pendingOperator(stage: Stage) {
  const { operator, code } = await operatorWithTwoFactor(stage);
  const { body } = await stage.tenant.testApp.anonymous.post('/admin/v1/auth/login').send(operator).expect(403);
  return { pendingToken: body.pendingToken as string, code };
}

/** Another session of the operator who calls. */
async function otherOperatorSession(stage: Stage) {
  await stage.signInOperator();
  const { json } = await stage.perform('listOperatorSessions', { query: { sort: '-createdAt', limit: '1' } });
  return { id: (json.data as { id: string }[])[0]!.id };
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
    'Two-factor authentication',
    'Forgotten passwords',
    'E-mail addresses',
    'Audit log',
    'Operator sign-in',
    'Operators',
    'Operator account',
    'Impersonation',
    'Platform audit log',
  ],
  recipes: {
    signUp: { body: () => ({ ...aSignUp() }) },
    login: {
      body: ({ tenant }) => ({ tenant: tenant.slug, email: tenant.admin.email, password: tenant.admin.password }),
    },
    refresh: { body: async (stage) => ({ refreshToken: (await stage.signIn()).refreshToken }) },
    logout: { ownSession: true },
    updateMe: { body: async (stage) => ({ avatarUploadId: await stage.fresh('/v1/uploads') }) },
    changeMyPassword: {
      ownSession: true,
      caller: ownAdmin,
      body: ({ tenant }) => ({ currentPassword: tenant.admin.password }),
    },
    endMyOtherSessions: { caller: ownAdmin },
    signInSecondStep: { body: ({ tenant }) => pendingSignIn(tenant) },
    enrolTwoFactor: { caller: withProposal },
    resetUserTwoFactor: { target: async (stage) => ({ id: (await withTwoFactor(stage)).user.id }) },
    confirmTwoFactor: { caller: withProposal },
    renewBackupCodes: { caller: withTwoFactor },
    disableTwoFactor: {
      caller: async (stage) => {
        const { token, code } = await withTwoFactor(stage);
        return { token, body: { code } };
      },
    },
    forgotPassword: { body: ({ tenant }) => ({ tenant: tenant.slug, email: tenant.admin.email }) },
    resetPassword: { body: async ({ tenant }) => ({ token: await mailedToken(tenant) }) },
    verifyEmail: { body: async ({ tenant }) => ({ token: await mailedToken(tenant, 'email_verification') }) },
    resendVerification: { caller: ownAdmin },
    changeMyEmail: { caller: ownAdmin, body: ({ tenant }) => ({ currentPassword: tenant.admin.password }) },
    acceptInvitation: { body: async (stage) => ({ token: await invitationToken(stage) }) },
    loginOperator: { body: (stage) => ({ ...stage.operator }) },
    refreshOperator: { body: async (stage) => ({ refreshToken: (await stage.signInOperator()).refreshToken }) },
    logoutOperator: { ownSession: true },
    operatorSecondStep: { body: pendingOperator },
    beginImpersonation: { target: async ({ tenant }) => ({ id: tenant.ref.id }) },
    endImpersonation: {
      target: async (stage) => ({ id: (await stage.perform('beginImpersonation')).json.id as string }),
    },
    endOperatorSession: { target: otherOperatorSession },
    changeOperatorPassword: {
      ownSession: true,
      caller: async (stage) => {
        const { token, operator } = await ownOperator(stage);
        return { token, body: { currentPassword: operator.password } };
      },
    },
    enrolOperatorTwoFactor: { caller: ownOperator },
    confirmOperatorTwoFactor: {
      caller: async (stage) => {
        const { token, client } = await ownOperator(stage);
        const { body } = await client.post('/admin/v1/me/two-factor/enrol').expect(200);
        return { token, body: { code: new Authenticator(body.secret as string).code() } };
      },
    },
    renewOperatorBackupCodes: { caller: operatorWithTwoFactor },
    disableOperatorTwoFactor: {
      caller: async (stage) => {
        const { token, code } = await operatorWithTwoFactor(stage);
        return { token, body: { code } };
      },
    },

    activateUser: { after: ['deactivateUser'] },
    activateTeam: { after: ['deactivateTeam'] },
    deactivateUser: { oneOf: [['userId', 'teamId']], body: handover },
    deactivateTeam: { oneOf: [['userId', 'teamId']], body: handover },
    releaseTeamMember: { oneOf: [['userId', 'teamId']], body: handover },
    addTeamMember: { body: async (stage) => ({ userId: await stage.fresh('/v1/users') }) },
  },
  growth: { listMySessions: (stage) => stage.signIn(), listOperatorSessions: (stage) => stage.signInOperator() },
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

    '/v1/audit-logs/exports': async (stage) => {
      const { id } = (await stage.perform('exportAuditLogs')).json as { id: string };
      const status = async () => (await stage.perform('getOperation', { ids: { id } })).json.status as string;
      await waitUntil(async () => (await status()) === 'succeeded');
      return id;
    },

    '/admin/v1/audit-logs': async (stage) => {
      await stage.signInOperator();
      const { json } = await stage.perform('listPlatformAuditLogs', { query: { sort: '-createdAt', limit: '1' } });
      return json.data[0].id;
    },
  },
};

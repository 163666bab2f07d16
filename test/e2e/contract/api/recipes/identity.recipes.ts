import { aSignUp } from '../../../../builders/identity/sign-up.builder.js';
import type { ContextRecipes } from './recipe.js';

export const identityRecipes: ContextRecipes = {
  tags: [
    'Me',
    'Permissions',
    'Users',
    'Teams',
    'API keys',
    'Sign-up',
    'Sign-in',
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
    loginOperator: { body: (stage) => ({ ...stage.operator }) },
    refreshOperator: { body: async (stage) => ({ refreshToken: (await stage.signInOperator()).refreshToken }) },
    logoutOperator: { ownSession: true },

    activateUser: { after: ['deactivateUser'] },
    addTeamMember: { body: async (stage) => ({ userId: await stage.fresh('/v1/users') }) },
  },
  growth: { listMySessions: (stage) => stage.signIn() },
  references: {
    userId: '/v1/users',
    teamId: '/v1/teams',
    teamLeadId: '/v1/users',
    createdById: '/v1/users',
    // of the audit log
    actorId: '/v1/api-keys',
    // of the audit log: any resource
    resourceId: '/v1/facilities',
  },
  origins: {
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

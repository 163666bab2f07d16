import 'reflect-metadata';
import { IdentityFacade } from '#contexts/identity';
import type { Role } from '#libs/kernel';
import { runInTenant } from '#libs/request-context';
import type { ApplicationUnderTest } from '#libs/testing';
import { createApi } from '../../src/boot/application.js';
import { provisionTenant } from '../../src/boot/provision-tenant.js';

/** The product itself, as main.ts boots it. */
export const applicationUnderTest: ApplicationUnderTest = {
  start: createApi,

  provision: (app, slug, admin) => provisionTenant(app, { slug, name: slug }, admin),

  async addUser(app, tenant, { role, ...user }) {
    const identity = app.get(IdentityFacade, { strict: false });
    const { id } = await runInTenant(tenant, 'test', () => identity.addUser({ ...user, role: role as Role }));
    return id;
  },
};

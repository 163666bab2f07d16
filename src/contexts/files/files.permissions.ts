import { definePermissions } from '#libs/kernel';

/** The permissions of this context and the roles that have them; admins have all. */
export const filesPermissions = definePermissions({
  'files:upload': {
    allows: 'Upload files, to attach them where one may.',
    roles: ['manager', 'employee', 'technician', 'customer'],
  },
});

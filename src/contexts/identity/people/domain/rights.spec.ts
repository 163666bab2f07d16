import { permissionNames, permissions } from '../../../permissions.js';
import { assertWithin } from './rights.js';
import { roles } from '#libs/kernel';
import { permissionsOf } from './roles.js';

describe('permissions', () => {
  it('are named <resource>:<verb> and described', () => {
    for (const name of permissionNames) expect(name).toMatch(/^[a-z_]+:[a-z_]+$/);
    for (const { allows } of Object.values(permissions)) expect(allows).toMatch(/^[A-Z].{8,}\.$/s);
  });

  it('all belong to the admin', () => {
    expect([...permissionsOf('admin')]).toEqual(permissionNames);
  });

  it('are added to a role by granting them, if they exist', () => {
    const granted = permissionsOf('technician', ['work_orders:create', 'nonsense:write']);
    expect(granted.has('work_orders:create')).toBe(true);
    expect(granted.size).toBe(permissionsOf('technician').size + 1);
  });

  it.each(['users:create', 'users:update', 'users:deactivate', 'users:grant', 'audit_logs:read'] as const)(
    'give %s to admins alone',
    (name) => expect(roles.filter((role) => permissionsOf(role).has(name))).toEqual(['admin']),
  );

  it('let customers change nothing but their service requests, and upload what goes with them', () => {
    const changing = [...permissionsOf('customer')].filter((name) => !name.endsWith(':read'));
    expect(changing.filter((name) => !name.startsWith('service_requests:'))).toEqual(['files:upload']);
  });
});

describe('assertWithin', () => {
  it('refuses to give more than one has', () => {
    expect(() => assertWithin(permissionsOf('manager', ['users:create']), { role: 'admin', granted: [] })).toThrow(
      expect.objectContaining({ code: 'user.beyond_own_rights', kind: 'forbidden' }),
    );
    expect(() => assertWithin(permissionsOf('manager'), { role: 'technician', granted: ['users:create'] })).toThrow();
  });

  it('lets pass what one has', () => {
    assertWithin(permissionsOf('admin'), { role: 'admin', granted: ['users:create'] });
    assertWithin(permissionsOf('manager'), { role: 'technician', granted: ['work_orders:create'] });
    expect.assertions(0);
  });
});

// Writes docs/permissions.md: all permissions, with the roles that have each.
import { format } from 'prettier';
import { writeOrCheck } from './generated-file.mjs';
import { importSource } from './ts-loader.mjs';

const { operatorPermissions, permissions } = await importSource('src/contexts/permissions.ts');
const { operatorRoles, roles } = await importSource('libs/kernel/permissions.ts');
const { permissionsOf, roleDescriptions } = await importSource('src/contexts/identity/people/domain/roles.ts');
const { operatorRoleDescriptions, permissionsOfOperator } = await importSource(
  'src/contexts/identity/operators/domain/operator-roles.ts',
);

const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
const rolesTable = (roles, descriptions, rightsOf) =>
  table(
    ['role', 'who', 'permissions'],
    roles.map((role) => row(role, descriptions[role], rightsOf(role).size)),
  );
const matrix = (roles, definitions, rightsOf) =>
  table(
    ['permission', 'what it allows', ...roles],
    Object.entries(definitions).map(([name, { allows }]) =>
      row(`\`${name}\``, allows, ...roles.map((role) => (rightsOf(role).has(name) ? '✓' : ''))),
    ),
  );

const page = `# Roles and permissions

Generated from src/contexts/permissions.ts by \`npm run generated\`. Each role is a fixed set of permissions; \`PUT /v1/users/{id}/permissions\`
adds single ones to a user. Nobody can give, or touch somebody who has, more than they have themselves. Changes hold from the user's next request on.

${rolesTable(roles, roleDescriptions, permissionsOf)}

${matrix(roles, permissions, permissionsOf)}

## Operators

The people who run the platform have roles and permissions of their own, for \`/admin/v1\` alone; there are no single ones beyond the role.
\`fieldpilot operators set-role\` changes the role of an operator, from the next request on.

${rolesTable(operatorRoles, operatorRoleDescriptions, permissionsOfOperator)}

${matrix(operatorRoles, operatorPermissions, permissionsOfOperator)}
`;
writeOrCheck('docs/permissions.md', await format(page, { parser: 'markdown', printWidth: 120 }));

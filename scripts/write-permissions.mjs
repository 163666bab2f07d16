// Writes docs/permissions.md: all permissions, with the roles that have each.
import { format } from 'prettier';
import { writeOrCheck } from './generated-file.mjs';
import { importSource } from './ts-loader.mjs';

const { permissionNames, permissions } = await importSource('src/contexts/permissions.ts');
const { roles } = await importSource('libs/kernel/permissions.ts');
const { permissionsOf, roleDescriptions } = await importSource('src/contexts/identity/people/domain/roles.ts');

const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
const rolesTable = table(
  ['role', 'who', 'permissions'],
  roles.map((role) => row(role, roleDescriptions[role], permissionsOf(role).size)),
);
const matrix = table(
  ['permission', 'what it allows', ...roles],
  permissionNames.map((name) =>
    row(`\`${name}\``, permissions[name].allows, ...roles.map((role) => (permissionsOf(role).has(name) ? '✓' : ''))),
  ),
);

const page = `# Roles and permissions

Generated from src/contexts/permissions.ts by \`npm run generated\`. Each role is a fixed set of permissions; \`PUT /v1/users/{id}/permissions\`
adds single ones to a user. Nobody can give, or touch somebody who has, more than they have themselves. Changes hold from the user's next request on.

${rolesTable}

${matrix}
`;
writeOrCheck('docs/permissions.md', await format(page, { parser: 'markdown', printWidth: 120 }));

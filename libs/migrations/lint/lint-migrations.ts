import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadMigrations, migrationsFolder, type Migration, type MigrationScope } from '../migration-files.js';
import { splitSql } from '../split-sql.js';
import { lintRules } from './rules.js';
import { lintedStatements } from './statement.js';

export interface MigrationFault {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

const SCOPES: readonly MigrationScope[] = ['public', 'tenant'];

/**
 * A rule is switched off by a comment before the statement: `-- lint-allow: rewrite because varchar(50) to varchar(100) changes the
 * catalogue only`.
 */
function allows(comments: readonly string[], rule: string): boolean {
  return comments.some((comment) => new RegExp(`^lint-allow: ${rule} because \\S`).test(comment));
}

function lintMigration({ scope, name, sql, transactional }: Migration): MigrationFault[] {
  const statements = splitSql(sql);
  return lintedStatements(statements, transactional).flatMap((statement, index) =>
    lintRules
      .filter((rule) => rule.broken(statement) && !allows(statement.comments, rule.name))
      .map((rule) => ({
        file: `migrations/${scope}/${name}.sql`,
        line: statements[index]!.line,
        rule: rule.name,
        message: rule.message,
      })),
  );
}

/**
 * Finds statements that would lock or rewrite tables, break the release that is still running, or prevent a distribution over several
 * machines.
 */
export function lintMigrations(folder = migrationsFolder()): MigrationFault[] {
  return SCOPES.filter((scope) => existsSync(join(folder, scope))).flatMap((scope) =>
    loadMigrations(scope, folder).flatMap(lintMigration),
  );
}

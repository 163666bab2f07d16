import type { SqlStatement } from '../split-sql.js';

/** A statement as the rules read it: in lower case, with empty string literals. */
export interface LintedStatement {
  readonly text: string;
  readonly comments: readonly string[];
  /** The table that it changes or indexes, if earlier migrations created it. */
  readonly existingTable: string | undefined;
  /** The actions of an ALTER TABLE. */
  readonly actions: readonly string[];
  readonly transactional: boolean;
  readonly earlier: readonly string[];
}

const ALTERED = /^alter table (?:if exists )?(?:only )?"?(\w+)"? (.*)$/;
const INDEXED = /^create (?:unique )?index .*?\bon (?:only )?"?(\w+)"?/;
const CREATED = /^create (?:unlogged )?table (?:if not exists )?"?(\w+)"?/;
const WRITTEN = /^(?:with .*?)?\b(?:update|delete from) (?:only )?"?(\w+)"?/;

/** Splits at commas outside of parentheses. */
function splitActions(list: string): string[] {
  const actions = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) actions.push('');
    else actions[actions.length - 1] += character;
  }
  return actions.map((action) => action.trim());
}

const simplified = (text: string): string => text.replace(/'(?:[^']|'')*'/g, "''").toLowerCase();

/** Finds for each statement which tables of earlier migrations it changes, since those may be full of rows. */
export function lintedStatements(statements: readonly SqlStatement[], transactional: boolean): LintedStatement[] {
  const texts = statements.map(({ text }) => simplified(text));
  const own = new Set(texts.map((text) => CREATED.exec(text)?.[1]));
  return texts.map((text, index) => {
    const table = [ALTERED, INDEXED, WRITTEN].map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
    return {
      text,
      comments: statements[index]!.comments,
      existingTable: own.has(table) ? undefined : table,
      actions: splitActions(ALTERED.exec(text)?.[2] ?? ''),
      transactional,
      earlier: texts.slice(0, index),
    };
  });
}

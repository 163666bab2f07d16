import { noBuiltSql } from './no-built-sql.mjs';
import { restrictions } from './restrictions.mjs';

function ruleOf({ selectors, message }) {
  return {
    meta: { type: 'problem', schema: [] },
    create(context) {
      const report = (node) => context.report({ node, message });
      return Object.fromEntries(selectors.map((selector) => [selector, report]));
    },
  };
}

const fromSelectors = Object.entries(restrictions).map(([name, restriction]) => [name, ruleOf(restriction)]);

export const fieldpilot = { rules: { ...Object.fromEntries(fromSelectors), 'no-built-sql': noBuiltSql } };

/** The named restrictions as ESLint settings: `severities('error', 'no-flush')`. */
export const severities = (severity, ...names) =>
  Object.fromEntries(names.map((name) => [`fieldpilot/${name}`, severity]));

// SQL text must be a literal: a value built into it could end the tenant's role (`reset role`) and cross tenants.
const queryMethods = new Set(['execute', 'query', 'raw', 'unsafe']);
const joiningMethods = new Set(['concat', 'join', 'replace', 'replaceAll', 'padStart', 'repeat']);
const message = 'SQL is never built from strings: pass values as parameters, use Kysely for what varies.';

/** Follows a constant to its one value. */
function valueOf(node, scope) {
  if (node.type !== 'Identifier') return node;
  for (let at = scope; at; at = at.upper) {
    const variable = at.set.get(node.name);
    if (variable) return variable.defs.length === 1 ? (variable.defs[0].node.init ?? node) : node;
  }
  return node;
}

function isBuilt(expression, scope) {
  const node = valueOf(expression, scope);
  if (node.type === 'TemplateLiteral') return node.expressions.length > 0;
  if (node.type === 'BinaryExpression')
    return node.operator === '+' && !(isLiteral(node.left) && isLiteral(node.right));
  return node.type === 'CallExpression' && joiningMethods.has(node.callee.property?.name);
}

const isLiteral = (node) =>
  node.type === 'Literal' || (node.type === 'BinaryExpression' && isLiteral(node.left) && isLiteral(node.right));

const isSqlRaw = (callee) => callee.object?.name === 'sql' && callee.property?.name === 'raw';

function isStatementText(property) {
  const keys = property.parent.properties.map((other) => other.key?.name);
  return property.key?.name === 'text' && keys.includes('values');
}

export const noBuiltSql = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const scopeOf = (node) => context.sourceCode.getScope(node);
    return {
      CallExpression(node) {
        const [text] = node.arguments;
        if (!text || !queryMethods.has(node.callee.property?.name)) return;
        // sql.raw pastes whatever it is given, so even a variable is too much.
        const isPasted = isSqlRaw(node.callee) && text.type !== 'Literal';
        if (isPasted || isBuilt(text, scopeOf(node))) context.report({ node: text, message });
      },
      'ObjectExpression > Property'(node) {
        if (isStatementText(node) && isBuilt(node.value, scopeOf(node))) context.report({ node: node.value, message });
      },
    };
  },
};

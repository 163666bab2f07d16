// SQL text must be constant: an inserted value could end the tenant's role (`reset role`) and access other tenants. Constants may be
// composed of constants. Libraries may also insert the quoted name of the tenant's schema (`{ quotedSchema: true }`), which cannot be a
// parameter and is validated when the tenant is created.
const queryMethods = new Set(['execute', 'query', 'raw', 'unsafe']);
const message = 'SQL is never built from strings: pass values as parameters, use Kysely for what varies.';

/** Resolves a constant to its only value. */
function valueOf(node, scope) {
  for (let at = scope; at && node.type === 'Identifier'; at = at.upper) {
    const [definition, ...others] = at.set.get(node.name)?.defs ?? [];
    if (definition)
      return others.length === 0 && definition.parent?.kind === 'const' ? (definition.node.init ?? node) : node;
  }
  return node;
}

function isConstant(expression, scope) {
  const node = valueOf(expression, scope);
  if (node.type === 'TemplateLiteral') return node.expressions.every((part) => isConstant(part, scope));
  if (node.type === 'BinaryExpression') return isConstant(node.left, scope) && isConstant(node.right, scope);
  return node.type === 'Literal';
}

function isQuotedSchema(template, index) {
  const expression = template.expressions[index];
  const name = expression.type === 'Identifier' ? expression.name : expression.property?.name;
  const [before, after] = [template.quasis[index], template.quasis[index + 1]];
  return name === 'schema' && before.value.raw.endsWith('"') && after.value.raw.startsWith('"');
}

function isBuilt(expression, scope, allowsSchema) {
  const node = valueOf(expression, scope);
  if (node.type === 'TemplateLiteral') {
    const isAllowed = (part, index) => isConstant(part, scope) || (allowsSchema && isQuotedSchema(node, index));
    return !node.expressions.every(isAllowed);
  }
  // text from elsewhere, such as a compiled query, is checked where it is made
  return ['BinaryExpression', 'CallExpression'].includes(node.type) && isText(node) && !isConstant(node, scope);
}

const textMethods = new Set(['concat', 'join', 'replace', 'replaceAll', 'repeat', 'slice', 'trim']);
const isText = (node) => node.type === 'BinaryExpression' || textMethods.has(node.callee.property?.name);

const isSqlRaw = (callee) => callee.object?.name === 'sql' && callee.property?.name === 'raw';

function isStatementText(property) {
  const keys = property.parent.properties.map((other) => other.key?.name);
  return property.key?.name === 'text' && keys.includes('values');
}

export const noBuiltSql = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { quotedSchema: { type: 'boolean' } }, additionalProperties: false }],
    defaultOptions: [{ quotedSchema: false }],
  },
  create(context) {
    const [{ quotedSchema }] = context.options;
    const scopeOf = (node) => context.sourceCode.getScope(node);
    return {
      CallExpression(node) {
        const [text] = node.arguments;
        if (!text || !queryMethods.has(node.callee.property?.name)) return;
        // sql.raw inserts its argument unchanged, so not even a variable is allowed
        const isPasted = isSqlRaw(node.callee) && !isConstant(text, scopeOf(node));
        if (isPasted || isBuilt(text, scopeOf(node), quotedSchema)) context.report({ node: text, message });
      },
      'ObjectExpression > Property'(node) {
        const isFault = isStatementText(node) && isBuilt(node.value, scopeOf(node), quotedSchema);
        if (isFault) context.report({ node: node.value, message });
      },
    };
  },
};

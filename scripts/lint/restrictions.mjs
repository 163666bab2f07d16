// Restrictions of the design that an ESLint selector can check. Each becomes the rule `fieldpilot/<name>`; eslint.config.js says where it
// applies, and test/architecture/lint.spec.ts shows that it works.
const finders =
  '/^(find|findOne|findOneOrFail|findAll|findAndCount|findByCursor|count|nativeUpdate|nativeDelete|fork|create|insert|upsert|populate|qb|createQueryBuilder)$/';
const entityManager = '/^(em|entityManager|platformEm)$/';

/** Packages that connect to other machines. */
const outside =
  '/^(node:)?(http|https|http2|net|tls|dgram|dns)(\\u002fpromises)?$|^(nodemailer|stripe|web-push|undici|axios|got|ky|node-fetch|ws|twilio|firebase-admin|ioredis|amqplib|kafkajs|postmark|resend|mailgun.js|@nestjs\\u002faxios)$|^@(aws-sdk|azure|google-cloud|sendgrid)\\u002f/';

/** SQL that writes, at the start of a text or of a part in parentheses; `for update` and `do update` are not at a start. */
const writing =
  '/(^|[()])\\s*(insert into|update [\\w"]|delete from|merge into|INSERT INTO|UPDATE [\\w"]|DELETE FROM|MERGE INTO)/';

export const restrictions = {
  'no-connection': {
    message: 'A raw connection has neither the tenant nor its role. Use TenantDb or PlatformDb.',
    selectors: ['CallExpression[callee.property.name="getConnection"]'],
  },
  'no-kysely-of-em': {
    message: 'em.getKysely() uses no schema and, outside a transaction, no role. Use tenantQuery with TenantDb.',
    selectors: ['CallExpression[callee.property.name="getKysely"]'],
  },
  'no-orm-em': {
    message: 'orm.em is bound to no tenant. Inject EntityManager: it resolves to the fork of the current tenant.',
    selectors: [
      'MemberExpression[property.name="em"][object.name=/orm$/i]',
      'MemberExpression[property.name="em"][object.property.name=/orm$/i]',
    ],
  },
  'no-named-result-cache': {
    message: 'A result cached under a name is shared by all tenants.',
    selectors: [
      `CallExpression[callee.property.name=${finders}] > ObjectExpression > Property[key.name="cache"] > :matches(ArrayExpression, Literal[value=/./])`,
      'CallExpression[callee.property.name="cache"] > ArrayExpression.arguments',
    ],
  },
  'no-schema-option': {
    message: 'The schema comes from the tenant of the request, never from an option.',
    selectors: [
      `CallExpression[callee.property.name=${finders}] > ObjectExpression.arguments > Property[key.name="schema"]`,
    ],
  },
  'no-flush': {
    message: 'UnitOfWork.commit() writes changes together with their history, audit and outbox rows.',
    selectors: [
      `CallExpression[callee.property.name="flush"]:matches([callee.object.name=${entityManager}], [callee.object.property.name=${entityManager}])`,
      'CallExpression[callee.property.name=/^(persistAndFlush|removeAndFlush)$/]',
    ],
  },
  'no-transaction': {
    message: 'Only application/ opens transactions.',
    selectors: ['CallExpression[callee.property.name="transactional"]'],
  },
  'no-outside-call': {
    message: 'Calls to other machines belong in application/<thing>.client.ts, so that no transaction waits for them.',
    selectors: [
      'CallExpression[callee.name="fetch"]',
      'MemberExpression[object.name=/^(globalThis|global)$/][property.name=/^(fetch|WebSocket|EventSource)$/]',
      'NewExpression[callee.name=/^(WebSocket|EventSource)$/]',
      `ImportDeclaration[importKind!="type"][source.value=${outside}]`,
      `ImportExpression[source.value=${outside}]`,
    ],
  },
  'no-write': {
    message: 'Writes that bypass the unit of work belong in <thing>.writes.ts, which gives the reason.',
    selectors: [
      'CallExpression[callee.property.name=/^(insertInto|updateTable|deleteFrom|mergeInto)$/]',
      'Property[key.name="writes"][value.value=true]',
      `Literal[value=${writing}]`,
      `TemplateElement[value.cooked=${writing}]`,
    ],
  },
  'no-write-in-query': {
    message: '<thing>.queries.ts only reads.',
    selectors: ['CallExpression[callee.name=/^(insertRows|mustChange)$/]'],
  },
  'no-process-env': {
    message: 'Only libs/config reads the environment. Inject AppConfig.',
    selectors: [
      'MemberExpression[object.name="process"][property.name="env"]',
      'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
      'ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name="env"]',
    ],
  },
  'no-request-scope': {
    message: 'Services are singletons: the tenant is in libs/request-context.',
    selectors: [
      'MemberExpression[object.name="Scope"][property.name=/^(REQUEST|TRANSIENT)$/]',
      'ImportDeclaration[source.value="@nestjs/core"] > ImportSpecifier[imported.name="REQUEST"]',
    ],
  },
  'no-undefined-code': {
    message: 'Create refusals from their definition, which documents the code: refuse(defineRefusal({ … })).',
    selectors: [
      'NewExpression[callee.name="DomainError"]',
      'TSAsExpression TSTypeReference[typeName.name=/^(ProblemCode|FieldErrorCode|Refusal)$/]',
    ],
  },
  'no-forward-ref': {
    message: 'forwardRef hides a cycle: move what both sides need to the upper context, or use an event.',
    selectors: ['CallExpression[callee.name="forwardRef"]'],
  },
  'no-own-context': {
    message: 'Work enters a tenant by runInTenant(), which refuses to begin inside another one.',
    selectors: [
      'ImportDeclaration[source.value="#libs/request-context"] > ImportSpecifier[imported.name=/^(runInContext|setContextBoundary)$/]',
    ],
  },
  'no-context-exit': {
    message: 'Only libraries begin background work outside of what sets it off: from here it could leave its tenant.',
    selectors: [
      'ImportDeclaration[source.value="#libs/request-context"] > ImportSpecifier[imported.name="runOutside"]',
    ],
  },
  'no-sleep-in-test': {
    message: 'A fixed pause is slow and flaky: move the fake clock, or wait for the condition itself.',
    selectors: [
      'AwaitExpression > NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]',
      'ImportDeclaration[source.value=/^(node:)?timers\\u002fpromises$/] > ImportSpecifier[imported.name="setTimeout"]',
    ],
  },
  'few-dependencies': {
    message: 'More than six dependencies: this class does several things.',
    selectors: ['MethodDefinition[kind="constructor"][value.params.length>6]'],
  },
};

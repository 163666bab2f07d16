import { bodiesAndValues, errors, lists } from './shared-introduction.js';

/** What holds for every operation of operators, in Markdown: consumers work from the document alone. */
export const operatorIntroduction = `For the people who run FieldPilot: which tenants there are, how they fare, and what was done to them.

## Signing in

\`POST /admin/v1/auth/login\` gives an access token for \`Authorization: Bearer …\` and a refresh token for the next pair. Operators have accounts of
their own: credentials of tenants are of no use here, and those of operators open nothing in a tenant (401). An account is made with
\`fieldpilot operators create\`; the demo has one, see \`POST /admin/v1/auth/login\`.

## Roles

An operator is \`support\`, who reads, or \`admin\`, who changes as well. Each operation names the permission that it needs; whoever lacks it is
refused (403). \`GET /admin/v1/me\` tells what you may do, \`GET /admin/v1/permissions\` what there is.

## What is written down

Each change, each sign-in, and each time that an operator looks into a tenant stands in the platform audit log, with who, when, from where and with which request.
A change takes a \`reason\`, which stands there too. \`GET /admin/v1/audit-logs\` reads it.

${lists('createdAt', 'trialing', 'active')}

## Changing

A POST is repeated safely with an \`Idempotency-Key\` of up to 255 characters: for 24 hours the same key with the same body has one effect and
gets the same answer, marked \`Idempotent-Replayed: true\`. Another body is refused (422), a request that still runs as well (409).

Where a change demands the version that you have seen, send the \`ETag\` of the resource as \`If-Match\` (428 without it, 412 when somebody was faster).
It takes a list, any of which may match; weak tags never do, and \`*\` counts as none. \`If-None-Match\` on GET answers 304 when nothing changed.

${bodiesAndValues}

${errors}`;

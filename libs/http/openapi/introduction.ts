import { bodiesAndValues, errors, lists } from './shared-introduction.js';

/** What holds for every operation, in the Markdown that Swagger UI and Scalar show first: consumers work from the document alone. */
export const introduction = `Maintenance management for companies that run buildings and machines.

## Signing in

\`POST /v1/auth/login\` gives an access token for \`Authorization: Bearer …\` and a refresh token for the next pair. Every request
works on the data of the company that its token belongs to; what belongs to another one does not exist (404).

## Programs

A program sends an API key, which \`POST /v1/api-keys\` gives, in the place of the access token. It acts in the name of whoever made it, with those of its scopes that
this user is permitted to at that moment; what is about the person who is signed in takes no key. Credentials are taken from the header alone: a
request with one in its address is refused (400).

## Trying it out

The ids in the examples are those of the demo, which a first start without other data fills in: each example of a body is accepted
as it stands. The demo's users are \`ingrid.soerensen@northlift.example\`, the admin of \`northlift\`, and others; their passwords differ from one installation to the
next, see \`POST /v1/auth/login\`.

${lists('dueAt', 'assigned', 'on_hold')}

## Keeping a copy

Lists whose rows have \`updatedAt\` take \`updatedAfter\`, \`updatedBefore\` and \`sort=updatedAt\`. Read everything once with
\`sort=updatedAt\`, following the cursor; later ask with \`updatedAfter\` = the latest \`updatedAt\` that you have, less five minutes, as a change may be
committed after others that are later, and put each row in the place of the one with its \`id\`. Rows that changed at one time are in the order of their
ids, so no page loses one. \`updatedAt\` moves with everything that an answer shows of the resource itself; names of other resources and \`isOverdue\`
are read anew each time. What was deleted is in no list: compare the ids with all there are now and then.

## Changing

A change demands the version that you have seen: send the \`ETag\` of the resource as \`If-Match\` (428 without it, 412 when somebody was faster).
It takes a list, any of which may match; weak tags never do, and \`*\` counts as none: nobody overwrites what they have not seen.
PATCH is a merge patch: what is absent stays, null clears; \`application/merge-patch+json\` is taken as well as \`application/json\`. \`If-None-Match\` on GET answers 304 when nothing changed, for a tag, a list or \`*\`.
Each change stands in the audit log, with who made it and the values before and after.

## Repeating

A POST is repeated safely with an \`Idempotency-Key\` of up to 255 characters: for 24 hours the same key with the same body has one effect and
gets the same answer, marked \`Idempotent-Replayed: true\`. Another body is refused (422), a request that still runs as well (409).
Where passwords or tokens go in or out no answer is kept: a repetition answers with the resource as it is then.

## Many at once, and long work

Bulk routes take up to 100 items and answer 207 with a result for each; \`atomic=true\` makes it all or nothing. Long work answers 202 with
an operation at \`Location\`, to be asked for again after \`Retry-After\` seconds.

## Limits

They stand on every answer: \`RateLimit-Policy\` and \`RateLimit\` tell of calls at once (\`burst\`) and of the plan's calls (\`month\`).
A 429 names the policy and when to come back.

${bodiesAndValues}

${errors}`;

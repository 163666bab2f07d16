// Parts of the introductions that hold for tenants and operators alike.

/** @param sort something that lists are sorted by, and two states that one is filtered by */
export const lists = (sort: string, state: string, other: string): string => `## Lists

Lists answer \`{ "data": […], "nextCursor": "…" }\`. \`limit\` is 1 to 100, 25 if absent, more counts as 100. Pass \`nextCursor\` as \`cursor\` for
the page behind, with the same filters and sort, or follow \`Link: rel="next"\`; no row is lost or doubled while others are added. \`include=total\`
counts all that match. \`sort=${sort}\` or \`sort=-${sort}\`, \`q\` for full text, \`expand\` for related resources in the same answer.
Filters that end in \`After\` include their time, those that end in \`Before\` do not. Unknown parameters are refused. Where several values are taken,
\`status=${state},${other}\` and \`status=${state}&status=${other}\` are the same, and what is named twice counts once; any other parameter is given once.`;

export const bodiesAndValues = `## Bodies and values

Bodies are refused where their schema refuses them: unknown members are 400, wrong values 422. Blanks around texts are taken off first.
\`default\` says what an absent field becomes. Ids are UUIDs; times carry an offset and are answered in UTC; dates are \`YYYY-MM-DD\`; money is
\`{ "amount": "12.34", "currency": "USD" }\`.`;

export const errors = `## Errors

They are problem documents (RFC 9457) with a stable \`code\`, the \`requestId\` and, for wrong fields, one entry in \`errors\` for each with a
JSON Pointer. \`type\` is the address at which the code is explained; [all codes](/problems), also as JSON. Later versions may add some: treat a
code that you do not know by its status. A method that an address does not take is 405; \`Allow\`, also of \`OPTIONS\`, names those that it does. \`X-Request-Id\` and \`traceparent\` are taken up and answered.`;

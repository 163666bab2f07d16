/** Nobody gets more lasting access by acting as somebody else: keys, invitations, and whatever changes how users sign in, settings included. */
const closed = /^(api_keys:|tenant:update$|users:(?!read$))/;

export function impersonatedRights<Name extends string>(permissions: ReadonlySet<Name>): ReadonlySet<Name> {
  return new Set([...permissions].filter((name) => !closed.test(name)));
}

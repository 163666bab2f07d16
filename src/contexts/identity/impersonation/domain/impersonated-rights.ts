/** Nobody gets more lasting access by acting as somebody else: keys, invitations, and whatever changes how users sign in. */
const closed = /^(api_keys:|users:(?!read$))/;

export function impersonatedRights<Name extends string>(permissions: ReadonlySet<Name>): ReadonlySet<Name> {
  return new Set([...permissions].filter((name) => !closed.test(name)));
}

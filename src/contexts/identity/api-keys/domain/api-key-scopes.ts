import { permissionNames, type PermissionName } from '../../../permissions.js';

/** A permission that an API key may be given. */
export type ApiKeyScope = Exclude<PermissionName, `api_keys:${string}`>;

/** No key manages keys: whoever stole one could make others, which would go on working when it is revoked. */
export const apiKeyScopes = permissionNames.filter(isScope);

function isScope(name: PermissionName): name is ApiKeyScope {
  return !name.startsWith('api_keys:');
}

/** What a key may do now: what it was given and its creator has. */
export function effectiveScopes(scopes: readonly string[], own: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(apiKeyScopes.filter((name) => own.has(name) && scopes.includes(name)));
}

import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** Who may call a route. */
export type Access =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'signed_in';
      readonly apiKeys: boolean;
      readonly enrolling: boolean;
      readonly unverified: boolean;
    }
  | { readonly kind: 'permission'; readonly permission: string }
  | { readonly kind: 'operator'; readonly permission?: string };

/** Undefined where being signed in suffices, or is not needed. */
export function neededPermission(access: Access): string | undefined {
  return 'permission' in access ? access.permission : undefined;
}

export const ACCESS = 'fieldpilot:access';

/** Users of a tenant who hold the permission, such as `work_orders:read`, and API keys of theirs that have it as a scope. */
export const Permission = (permission: string): CustomDecorator =>
  SetMetadata(ACCESS, { kind: 'permission', permission } satisfies Access);

/** Anybody, also without a credential. */
export const Public = (): CustomDecorator => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/**
 * Every user of a tenant, whatever the role: for resources of their own, such as their sessions.
 * @param options `apiKeys` lets any API key in as well: only where a program needs it and nothing of the person is shown or changed;
 * `enrolling` those who have to add a second factor before anything else, `unverified` those whose e-mail address is not verified, whatever
 * their account denies them: only for their own account
 */
export const SignedIn = ({ apiKeys = false, enrolling = false, unverified = false } = {}): CustomDecorator =>
  SetMetadata(ACCESS, { kind: 'signed_in', apiKeys, enrolling, unverified } satisfies Access);

/** Operators, the people who run FieldPilot, who hold the permission, such as `tenants:read`. Only on routes below /admin/v1. */
export const OperatorPermission = (permission: string): CustomDecorator =>
  SetMetadata(ACCESS, { kind: 'operator', permission } satisfies Access);

/** Every operator, whatever the role. Only on routes below /admin/v1. */
export const OperatorOnly = (): CustomDecorator => SetMetadata(ACCESS, { kind: 'operator' } satisfies Access);

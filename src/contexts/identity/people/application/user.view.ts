import { entityColumns, type EntityView } from '#libs/database';
import { visibleAvatar } from '../domain/avatar-url.js';
import { UserSchema } from '../domain/user.entity.js';

export const userColumns = entityColumns(UserSchema, 'u');

export type UserView = EntityView<typeof UserSchema>;

export function userView(row: UserView): UserView {
  return { ...userColumns.view(row), avatarUrl: visibleAvatar(row.avatarUrl) };
}

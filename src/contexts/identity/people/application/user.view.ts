import { entityColumns, type EntityView } from '#libs/database';
import { UserSchema } from '../domain/user.entity.js';

export const userColumns = entityColumns(UserSchema, 'u');

export type UserRow = EntityView<typeof UserSchema>;
/** As users are shown: `avatarUrl` leads to the picture, wherever it lies. */
export type UserView = Omit<UserRow, 'avatarUploadId'>;

import { Injectable } from '@nestjs/common';
import { FilesFacade } from '#contexts/files';
import { visibleAvatar } from '../domain/avatar-url.js';
import type { User } from '../domain/user.entity.js';
import type { UserRow, UserView } from './user.view.js';

/** Pictures of users: images that they have uploaded. */
@Injectable()
export class UserPictureService {
  constructor(private readonly files: FilesFacade) {}

  /**
   * In the open transaction; the image that was shown before is given up.
   * @throws DomainError 422 `upload.unknown`, `upload.not_an_image`, 409 `upload.already_attached`
   */
  async change(user: User, uploadId: string | null): Promise<void> {
    const former = user.avatarUploadId;
    if (uploadId !== null && uploadId === former) return;
    if (uploadId !== null) {
      const owner = { type: 'user', id: user.id, field: 'avatarUploadId', imagesOnly: true };
      await this.files.attach(uploadId, owner);
    }
    if (former) await this.files.discard(former);
    user.showPicture(uploadId);
  }

  /** With a link to the picture, small as it is shown. */
  view({ avatarUploadId, avatarUrl, ...user }: UserRow): UserView {
    return { ...user, avatarUrl: avatarUploadId ? this.files.thumbnailPath(avatarUploadId) : visibleAvatar(avatarUrl) };
  }
}

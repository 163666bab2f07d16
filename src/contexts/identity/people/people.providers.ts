import { PermissionHolderService } from './application/permission-holder.service.js';
import { FirstAdminService } from './application/first-admin.service.js';
import { OpenWorkService } from './application/open-work.service.js';
import { UserAccessService } from './application/user-access.service.js';
import { UserActivationService } from './application/user-activation.service.js';
import { UserDirectoryService } from './application/user-directory.service.js';
import { UserFacilitiesService } from './application/user-facilities.service.js';
import { UserPictureService } from './application/user-picture.service.js';
import { UserRightsService } from './application/user-rights.service.js';
import { UserService } from './application/user.service.js';
import { PermissionController } from './http/permission.controller.js';
import { UserController } from './http/user.controller.js';

export const people = {
  // in the order of the API document
  controllers: [UserController, PermissionController],
  providers: [
    PermissionHolderService,
    FirstAdminService,
    OpenWorkService,
    UserAccessService,
    UserActivationService,
    UserDirectoryService,
    UserFacilitiesService,
    UserPictureService,
    UserRightsService,
    UserService,
  ],
};

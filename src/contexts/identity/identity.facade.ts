import { Injectable } from '@nestjs/common';
import type { OperatorRole } from '#libs/kernel';
import { OperatorService, type NewOperator } from './operators/application/operator.service.js';
import { PermissionHolderService } from './people/application/permission-holder.service.js';
import { NewPasswordService } from './passwords/application/new-password.service.js';
import { OpenWorkService, type WorkKeeper } from './people/application/open-work.service.js';
import { UserFacilitiesService } from './people/application/user-facilities.service.js';
import { UserService, type NewUser } from './people/application/user.service.js';
import type { UserView } from './people/application/user.view.js';
import type { PermissionName } from '../permissions.js';
import type { OwnWords } from './passwords/domain/password-policy.js';

/** What other contexts may ask or command, in the current tenant unless said otherwise. Their queries join by the read contract instead. */
@Injectable()
export class IdentityFacade {
  constructor(
    private readonly users: UserService,
    private readonly operators: OperatorService,
    private readonly passwords: NewPasswordService,
    private readonly holders: PermissionHolderService,
    private readonly facilities: UserFacilitiesService,
    private readonly work: OpenWorkService,
  ) {}

  /** A user who can sign in at once. @throws 402 `plan.limit_reached`, 409 `user.email_taken`, 422 for a password that is too easy */
  addUser(user: NewUser): Promise<UserView> {
    return this.users.create(user);
  }

  /** Has a user see these facilities and no others. @throws 403 `user.beyond_own_rights`, 404, 412, 422 `facility.unknown` */
  replaceFacilities(userId: string, version: number, facilityIds: readonly string[]): Promise<void> {
    return this.facilities.replace(userId, version, facilityIds);
  }

  /** Lets a user see a facility. @throws 403 `user.beyond_own_rights`, 404, 422 `facility.unknown` */
  linkToFacility(userId: string, facilityId: string): Promise<void> {
    return this.facilities.add(userId, facilityId);
  }

  /** @throws 403 `user.beyond_own_rights`, 404 for what is not linked */
  unlinkFromFacility(userId: string, facilityId: string): Promise<void> {
    return this.facilities.remove(userId, facilityId);
  }

  /** Called at start by the context that owns the work of people and teams. */
  setWorkKeeper(keeper: WorkKeeper): void {
    this.work.setKeeper(keeper);
  }

  /** The ids of the active users who may do something. */
  usersWith(permission: PermissionName): Promise<string[]> {
    return this.holders.activeHolders(permission);
  }

  /** Belongs to no tenant. @throws 409 `operator.email_taken`, 422 for a password that is too easy */
  createOperator(operator: NewOperator): Promise<string> {
    return this.operators.create(operator);
  }

  /** Holds from the operator's next request on. @throws 404 `operator.not_found` */
  changeRoleOfOperator(email: string, role: OperatorRole): Promise<void> {
    return this.operators.changeRole(email, role);
  }

  /** For writing many users at once, as the demo does. @throws 422 for a password that is too easy, 503 `auth.busy` */
  hashPassword(password: string, ownWords: OwnWords): Promise<string> {
    return this.passwords.hash(password, ownWords);
  }
}

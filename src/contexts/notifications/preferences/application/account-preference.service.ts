import { Injectable } from '@nestjs/common';
import { assertVersion, mustChange, staleError, TenantDb, UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { notificationTypes } from '../../catalogue/application/notification-catalogue.js';
import { enabledChannels } from '../domain/channel-choice.js';
import { choicesIn, type TypeChoice } from './choice-list.js';
import { choicesOfAccount, versionOfAccount } from './preference.queries.js';
import { countAccountChange, forgetAccountChoices, setAccountChoices } from './preference.writes.js';

export interface TypeDefault {
  readonly type: string;
  readonly says: string;
  readonly inApp: boolean;
  readonly email: boolean;
}

export interface AccountPreferences {
  readonly types: readonly TypeDefault[];
  readonly version: number;
}

/** By which channels people of the account are told who have chosen nothing themselves. */
@Injectable()
export class AccountPreferenceService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<AccountPreferences> {
    const [account, counted] = await this.db.inOneRoundTrip(() =>
      Promise.all([this.db.run(choicesOfAccount, {}), this.db.one(versionOfAccount, {})]),
    );
    const types = notificationTypes.map((each) => {
      const enabled = enabledChannels(each, account);
      return { type: each.type, says: each.says, inApp: enabled.has('in_app'), email: enabled.has('email') };
    });
    return { types, version: counted?.version ?? 1 };
  }

  /** @throws DomainError 412, 422 for a type that is named twice */
  async change(seen: number, given: readonly TypeChoice[]): Promise<AccountPreferences> {
    const { id, schema } = currentTenant();
    const choices = choicesIn(given);
    const at = this.clock.now();
    const version = (await this.db.one(versionOfAccount, {}))?.version ?? 1;
    assertVersion({ version }, seen);
    await this.unitOfWork.writeMany({
      statements: [
        mustChange(countAccountChange.bind(schema, { version, at }), staleError),
        setAccountChoices.bind(schema, { choices, at }),
        forgetAccountChoices.bind(schema, { choices }),
      ],
      audits: [{ action: 'update', resourceType: 'notification_defaults', resourceId: id, after: { choices: given } }],
      events: [],
    });
    return this.get();
  }
}

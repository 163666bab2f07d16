import { Injectable } from '@nestjs/common';
import { PlatformDb, TenantDb, type Statement } from '#libs/database';
import { Encryption } from '#libs/encryption';
import { currentTenant } from '#libs/request-context';
import { staleSecretsOfOperators, staleSecretsOfUsers, type StaleSecret } from './stale-secret.queries.js';
import { renewSecretOfOperator, renewSecretOfUser } from './stale-secret.writes.js';
import { secretPlace } from './two-factor-secret.service.js';

export interface Rekeyed {
  readonly renewed: number;
  /** Under a key that this process was not given. */
  readonly unreadable: number;
}

const SLICE = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The rows of the secrets of users, or of operators. */
interface Secrets {
  batch(...statements: Statement[]): Promise<{ readonly rows: unknown[]; readonly rowCount: number }[]>;
  stale(slice: { keyId: string; afterId: string; limit: number }): Statement;
  renew(renewal: { id: string; former: string; text: string; keyId: string }): Statement;
}

/** Encrypts with ENCRYPTION_KEY what another key has encrypted. Run again after an interruption it goes on with what is left. */
@Injectable()
export class SecretRekeyService {
  constructor(
    private readonly tenantDb: TenantDb,
    private readonly platformDb: PlatformDb,
    private readonly encryption: Encryption,
  ) {}

  /** Of the current tenant. */
  users(): Promise<Rekeyed> {
    const { schema } = currentTenant();
    return this.all({
      batch: (...statements) => this.tenantDb.batch(...statements),
      stale: (slice) => staleSecretsOfUsers.bind(schema, slice),
      renew: (renewal) => renewSecretOfUser.bind(schema, renewal),
    });
  }

  operators(): Promise<Rekeyed> {
    return this.all({
      batch: (...statements) => this.platformDb.batch(...statements),
      stale: (slice) => staleSecretsOfOperators.bind('public', slice),
      renew: (renewal) => renewSecretOfOperator.bind('public', renewal),
    });
  }

  private async all(secrets: Secrets): Promise<Rekeyed> {
    let [renewed, unreadable, afterId] = [0, 0, FIRST_ID];
    for (;;) {
      const [slice] = await secrets.batch(secrets.stale({ keyId: this.encryption.keyId, afterId, limit: SLICE }));
      const rows = slice!.rows as StaleSecret[];
      const readable = rows.filter((row) => this.encryption.isReadable({ keyId: row.two_factor_key_id! }));
      if (readable.length > 0) {
        const results = await secrets.batch(...readable.map((row) => secrets.renew(this.renewal(row))));
        renewed += results.filter(({ rowCount }) => rowCount > 0).length;
      }
      unreadable += rows.length - readable.length;
      if (rows.length < SLICE) return { renewed, unreadable };
      afterId = rows.at(-1)!.id;
    }
  }

  private renewal({ id, two_factor_secret: former, two_factor_key_id: formerKey }: StaleSecret) {
    const secret = this.encryption.decrypt({ text: former!, keyId: formerKey! }, secretPlace(id));
    return { id, former: former!, ...this.encryption.encrypt(secret, secretPlace(id)) };
  }
}

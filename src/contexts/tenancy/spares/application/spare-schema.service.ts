import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { Databases, PlatformDb } from '#libs/database';
import { claimLease, releaseLease, renewLease, type Lease } from '#libs/jobs';
import { uuidv7 } from '#libs/kernel';
import { latestTenantVersion } from '#libs/migrations';
import { sparePlan, type SparePlan } from '../domain/spare-plan.js';
import { dropSpare, makeSpare } from './spare-schema.js';
import { releasedVersion, spareSchemas } from './spare-schema.queries.js';

const KIND = 'spare_schemas';
/** Renewed before each schema, of which one takes a fraction of a second. */
const LEASE_SECONDS = 60;

/** Keeps as many spare schemas as are configured, in one process at a time. */
@Injectable()
export class SpareSchemaService {
  private readonly processId = uuidv7();

  constructor(
    private readonly databases: Databases,
    private readonly db: PlatformDb,
    private readonly config: AppConfig,
  ) {}

  /** Costs two small queries where nothing is to be done. */
  async keep(): Promise<void> {
    if (isDone(await this.plan())) return;
    const lease = await this.claim();
    if (!lease) return;
    try {
      await this.carryOut(await this.plan(), lease);
    } finally {
      await this.db.batch(releaseLease(lease));
    }
  }

  private async plan(): Promise<SparePlan> {
    const { enabled, spareSchemas: wanted } = this.config.signUp;
    const version = latestTenantVersion();
    const { isolation } = this.databases;
    const [spares, released] = await Promise.all([
      this.db.run(spareSchemas, { version, isolation }),
      this.db.one(releasedVersion, {}),
    ]);
    return sparePlan({ spares, released: released!.version }, enabled ? wanted : 0, version);
  }

  private async claim(): Promise<Lease | undefined> {
    const [claimed] = await this.db.batch(claimLease(KIND, this.processId, LEASE_SECONDS));
    const fencing = claimed!.rows[0]?.['fencing'] as number | undefined;
    return fencing === undefined ? undefined : { kind: KIND, holderId: this.processId, fencing };
  }

  /** Stops where another process has taken over. */
  private async carryOut({ drop, make }: SparePlan, lease: Lease): Promise<void> {
    const drops = drop.map((schema) => () => dropSpare(this.databases, schema));
    const makes = Array.from({ length: make }, () => () => makeSpare(this.databases));
    for (const step of [...drops, ...makes]) {
      const [renewed] = await this.db.batch(renewLease(lease, LEASE_SECONDS));
      if (renewed!.rowCount === 0) return;
      await step();
    }
  }
}

function isDone({ drop, make }: SparePlan): boolean {
  return drop.length === 0 && make === 0;
}

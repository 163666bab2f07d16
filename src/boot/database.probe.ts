import { Injectable } from '@nestjs/common';
import { Databases } from '#libs/database';
import { ReadinessProbe } from '#libs/http';

/** Checks the database with both logins. */
@Injectable()
export class DatabaseProbe extends ReadinessProbe {
  readonly name = 'database';

  constructor(private readonly databases: Databases) {
    super();
  }

  check(): Promise<unknown> {
    const { appPool, platformPool } = this.databases;
    return Promise.all([appPool.query('select 1'), platformPool.query('select 1')]);
  }
}

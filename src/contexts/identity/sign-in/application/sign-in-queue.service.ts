import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { DeviceTokenService } from './device-token.service.js';
import type { SignInAttempt } from './password-check.service.js';
import { WorkLimit } from '../../passwords/application/work-limit.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** From an earlier sign-in on the same device. */
  readonly deviceToken?: string | undefined;
}

/** About a second of waiting: a sign-in takes some 40 ms, mostly for the password, a refresh some 5. */
const SIGN_INS_WAITING = 32;
const OTHERS_WAITING = 200;

/**
 * Limits what can be called without being signed in to a quarter of the database connections, half of them for the shared tables, so
 * that signed-in users always find a connection. Refreshes do not wait for sign-ins.
 */
@Injectable()
export class SignInQueueService {
  private readonly signIns: WorkLimit;
  private readonly others: WorkLimit;

  constructor(
    { database }: AppConfig,
    private readonly devices: DeviceTokenService,
  ) {
    const atOnce = Math.max(1, database.poolSize >> 2);
    this.signIns = new WorkLimit({ atOnce, mostWaiting: SIGN_INS_WAITING * atOnce });
    this.others = new WorkLimit({ atOnce, mostWaiting: OTHERS_WAITING * atOnce });
  }

  /** A known device does not wait for strangers. @throws 503 `auth.busy` */
  signIn<T>({ password, deviceToken }: Credentials, work: (attempt: SignInAttempt) => Promise<T>): Promise<T> {
    const device = this.devices.read(deviceToken);
    return this.signIns.run(() => work({ password, device }), device !== undefined);
  }

  /** For what checks no password: refreshes, links that were mailed. @throws 503 `auth.busy` */
  quick<T>(work: () => Promise<T>): Promise<T> {
    return this.others.run(work);
  }
}

import { Injectable } from '@nestjs/common';
import { KnownDevices } from '#libs/limits';
import { DeviceTokenService } from './device-token.service.js';

/** Tells the limits of calls which devices have signed in before. */
@Injectable()
export class KnownDeviceService extends KnownDevices {
  constructor(private readonly tokens: DeviceTokenService) {
    super();
  }

  idOf(deviceToken: string): string | undefined {
    return this.tokens.read(deviceToken)?.id;
  }
}

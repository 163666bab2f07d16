import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { Clock } from '#libs/kernel';
import { after, DEVICE_TOKEN_SECONDS } from '../../sessions/domain/token-lifetimes.js';

/** A device on which somebody has signed in to an account. */
export interface KnownDevice {
  /** 128 random bits, in hex. */
  readonly id: string;
  /** A hash of the account's name. */
  readonly account: string;
  /** A hash of the user's id and `authVersion`, so that a change of the password makes the device unknown. */
  readonly principal: string;
}

interface Principal {
  readonly id: string;
  readonly authVersion: number;
}

const PREFIX = 'fpdt_';
const HASH_BYTES = 16;
const TIME_BYTES = 6;
const SIGNED_BYTES = 3 * HASH_BYTES + TIME_BYTES;
const MAC_BYTES = 32;

/**
 * Tokens that recognise a device after a sign-in: `fpdt_<device ‖ account ‖ principal ‖ end ‖ HMAC>`. They grant no access; they only
 * let the device sign in while strangers have used up the account's attempts. The signature suffices, so no table is needed.
 */
@Injectable()
export class DeviceTokenService {
  private readonly key: Buffer;

  constructor(
    { secrets }: AppConfig,
    private readonly clock: Clock,
  ) {
    this.key = createHmac('sha256', secrets.jwt).update('device tokens').digest();
  }

  /** @param known the device, if it was known before */
  issue(account: string, principal: Principal, known?: Pick<KnownDevice, 'id'>): string {
    const end = Buffer.alloc(TIME_BYTES);
    end.writeUIntBE(after(this.clock.now(), DEVICE_TOKEN_SECONDS).getTime(), 0, TIME_BYTES);
    const id = known ? Buffer.from(known.id, 'hex') : randomBytes(HASH_BYTES);
    const signed = Buffer.concat([id, hashOf(account), hashOf(nameOf(principal)), end]);
    return PREFIX + Buffer.concat([signed, this.mac(signed)]).toString('base64url');
  }

  /** Undefined for a forged or expired token. */
  read(token: string | undefined): KnownDevice | undefined {
    if (!token?.startsWith(PREFIX)) return undefined;
    const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
    if (bytes.length !== SIGNED_BYTES + MAC_BYTES) return undefined;
    const signed = bytes.subarray(0, SIGNED_BYTES);
    if (!timingSafeEqual(this.mac(signed), bytes.subarray(SIGNED_BYTES))) return undefined;
    if (signed.readUIntBE(3 * HASH_BYTES, TIME_BYTES) <= this.clock.now().getTime()) return undefined;
    const part = (at: number): string => signed.toString('hex', at * HASH_BYTES, (at + 1) * HASH_BYTES);
    return { id: part(0), account: part(1), principal: part(2) };
  }

  private mac(signed: Buffer): Buffer {
    return createHmac('sha256', this.key).update(signed).digest();
  }
}

export function isDeviceFor(device: KnownDevice, account: string): boolean {
  return device.account === hashOf(account).toString('hex');
}

export function isDeviceOf(device: KnownDevice, principal: Principal): boolean {
  return device.principal === hashOf(nameOf(principal)).toString('hex');
}

function nameOf({ id, authVersion }: Principal): string {
  return `${id} ${authVersion}`;
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, HASH_BYTES);
}

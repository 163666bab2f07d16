/** Recognises devices by what bodies say of them. Optional: provided where there are accounts to sign in to. */
export abstract class KnownDevices {
  /** The id of the device; undefined for a token that is none of ours. Nothing is looked up. */
  abstract idOf(deviceToken: string): string | undefined;
}

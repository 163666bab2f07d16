/** Longer ones do not fit into a command of SMTP (RFC 5321). */
const LONGEST = 254;
/** One address without a name: no space, comma or bracket that would make it several, no line end that would begin a header. */
const plainAddress = /^[^\s@,;:<>()[\]"\\\p{Cc}]+@[^\s@,;:<>()[\]"\\\p{Cc}]+$/u;

/** Addresses are checked where they are entered; this is for those that came past it. @throws */
export function assertRecipient(address: string): void {
  if (address.length > LONGEST || !plainAddress.test(address))
    throw new Error('A mail can be sent to one plain address only.');
}

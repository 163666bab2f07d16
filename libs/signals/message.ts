import type { Statement } from '#libs/database';

/** A message on the channel: a signal, or the acknowledgement of one. */
export type Message =
  | {
      readonly kind: 'signal';
      readonly id: string;
      readonly from: number;
      readonly topic: string;
      readonly subject: string;
    }
  | { readonly kind: 'heard'; readonly id: string; readonly by: number };

/** One channel for everything: a process keeps one connection for it, and messages stay in order across topics. */
const CHANNEL = 'fieldpilot_signals';

export const listen = 'listen fieldpilot_signals';

/** A process takes this name once it listens, so that senders know which processes will receive a signal. */
export const setListenerName = "set application_name = 'fieldpilot signals'";

/** A statement of its own: in a query over tables Citus would send the notification from the wrong node. */
export function notification(message: Message): Statement {
  return { text: 'select pg_notify($1, $2)', values: [CHANNEL, JSON.stringify(message)], writes: true };
}

export function otherListeners(self: number): Statement {
  return {
    text: `select pid from pg_stat_activity
      where application_name = 'fieldpilot signals' and datname = current_database() and pid <> $1`,
    values: [self],
    writes: false,
  };
}

/** Null for a message of another program. */
export function readMessage(payload: string | undefined): Message | null {
  try {
    const message = JSON.parse(payload ?? '') as Message | null;
    return message?.kind === 'signal' || message?.kind === 'heard' ? message : null;
  } catch {
    return null;
  }
}

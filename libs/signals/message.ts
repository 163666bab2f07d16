import type { Statement } from '#libs/database';

/** What travels on the channel: a signal, or the word of one process to another that it has dealt with one. */
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

/** A process takes this name once it listens, so that senders can tell who is going to hear them. */
export const takeListenersName = "set application_name = 'fieldpilot signals'";

/** Never part of another statement: on Citus a notification of a query over tables would come from the wrong node. */
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

/** Null for what another program sent. */
export function readMessage(payload: string | undefined): Message | null {
  try {
    const message = JSON.parse(payload ?? '') as Message | null;
    return message?.kind === 'signal' || message?.kind === 'heard' ? message : null;
  } catch {
    return null;
  }
}

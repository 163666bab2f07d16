import { Injectable } from '@nestjs/common';
import type { OperationKind } from './operation-kind.js';

/** The run that a handler is in: what it may know of it, and how it reports progress. */
export interface OperationRun<Result extends object> {
  readonly id: string;
  /** The user who asked for it. */
  readonly requestedBy: string | null;
  /** The result at the last checkpoint of an earlier run that was cut off; null in the first run. */
  readonly savedResult: Result | null;
  /** Aborted when the operation is canceled, taken over, out of time, or the process stops. */
  readonly signal: AbortSignal;
  /**
   * Stores the progress and the result so far. As the last statement of a step's transaction it ties the two together: the step is
   * rolled back when the operation was canceled or taken over meanwhile, and a later run learns of exactly the steps that are done.
   * @param progress per cent
   * @throws RunStopped when the run has to stop
   */
  checkpoint(progress: number, result?: Result): Promise<void>;
}

/**
 * Carries out one kind of operation, in the tenant's context, as the system. A run may be cut off anywhere and is then repeated from the
 * start: what it committed must be recognised, or tied to a checkpoint. DomainErrors are final and shown to the user; others are retried.
 */
export interface OperationHandler<Input extends object, Result extends object> {
  run(input: Input, run: OperationRun<Result>): Promise<Result>;
}

const handled = new WeakMap<object, OperationKind<object, object>>();

export function RunsOperation<Input extends object, Result extends object>(kind: OperationKind<Input, Result>) {
  return <T extends new (...args: never[]) => OperationHandler<Input, Result>>(target: T): void => {
    handled.set(target, kind);
    Injectable()(target);
  };
}

export function operationKindOf(target: object): OperationKind<object, object> | undefined {
  return handled.get(target);
}

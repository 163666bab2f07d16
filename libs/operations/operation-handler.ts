import { Injectable } from '@nestjs/common';
import type { OperationKind } from './operation-kind.js';

/** What a handler is told of the run it is in, and how it tells how far it is. */
export interface OperationRun<Result extends object> {
  readonly id: string;
  /** The user who asked for it. */
  readonly requestedBy: string | null;
  /** What an earlier run noted that did not come to its end; null for the first. */
  readonly noted: Result | null;
  /** Aborted when the operation is canceled, taken over, out of time, or the process stops. */
  readonly signal: AbortSignal;
  /**
   * Notes progress, and what has come of it so far. In the transaction of a step, as its last statement, it ties the two together: the
   * step is undone when the operation was canceled or taken over meanwhile, and a later run is told of exactly the steps that are done.
   * @param progress per cent
   * @throws when the run has to stop
   */
  checkpoint(progress: number, result?: Result): Promise<void>;
}

/**
 * Does one kind of operation, in the tenant's context, as the system. A run may be cut off anywhere and is then repeated from the start:
 * what was committed must be recognised, or be tied to a checkpoint. DomainErrors are final and shown to who asked; others are tried again.
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

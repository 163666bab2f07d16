/** Something to be watched that says nothing about whether this process may get requests. Any provider that extends this is told of by /health/ready. */
export abstract class HealthFigure {
  /** As it appears in the answer, such as `lateSeconds`. */
  abstract readonly name: string;

  /** Asked with every probe: what costs anything should be remembered for some seconds. */
  abstract read(): Promise<unknown>;
}

/** A value for monitoring that does not decide whether this process is ready. /health/ready reports every provider that extends this. */
export abstract class HealthMetric {
  /** Its name in the response, such as `lateSeconds`. */
  abstract readonly name: string;

  /** Called with every probe, so expensive values should be cached for some seconds. */
  abstract read(): Promise<unknown>;
}

/** Something that this process needs to serve requests. /health/ready checks every provider that extends this. */
export abstract class ReadinessProbe {
  /** Its name in the response, such as `database`. */
  abstract readonly name: string;

  /** Rejects, or takes longer than two seconds, when the process should get no requests. */
  abstract check(): Promise<unknown>;
}

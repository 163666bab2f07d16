/** Something this process needs to do its work. Any provider that extends this is asked by /health/ready. */
export abstract class ReadinessProbe {
  /** As it appears in the answer, such as `database`. */
  abstract readonly name: string;

  /** Rejects, or does not answer within two seconds, when the process had better get no requests. */
  abstract check(): Promise<unknown>;
}

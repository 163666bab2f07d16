/** Everything that is wrong with the configuration, one line for each fault, with the remedy. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    const [first, ...others] = faults;
    super(
      others.length === 0
        ? `The configuration cannot be used: ${first}`
        : `The configuration cannot be used, ${faults.length} faults:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

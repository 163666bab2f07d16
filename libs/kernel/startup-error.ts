/** FieldPilot cannot start. The message is one line for the operator, with the remedy. */
export class StartupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartupError';
  }
}

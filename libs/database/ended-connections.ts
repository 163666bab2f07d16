const reasons = new WeakMap<object, Error>();

/** The server ended a connection while nobody waited for an answer, as when a transaction was idle for too long. */
export function noteEnd(client: object, reason: Error): void {
  if (isOfServer(reason) && !reasons.has(client)) reasons.set(client, reason);
}

/** Why the server ended the connection, for whoever finds out later; else the error that they met. */
export function endOf(client: object, error: Error): Error {
  return isOfServer(error) ? error : (reasons.get(client) ?? error);
}

function isOfServer(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
}

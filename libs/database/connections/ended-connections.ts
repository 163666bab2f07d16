const reasons = new WeakMap<object, Error>();

/** Records why the server ended a connection while no query was running, for example because a transaction was idle for too long. */
export function recordConnectionEnd(client: object, reason: Error): void {
  if (isServerError(reason) && !reasons.has(client)) reasons.set(client, reason);
}

/** Why the server ended the connection, if that was recorded; else the given error. */
export function connectionEndReason(client: object, error: Error): Error {
  return isServerError(error) ? error : (reasons.get(client) ?? error);
}

function isServerError(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
}

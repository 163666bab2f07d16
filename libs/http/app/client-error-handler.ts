import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { uuidv7 } from '#libs/kernel';
import { PROBLEM_JSON, problemBody } from '../problem/problem.js';
import { standardProblem } from '../problem/standard-problems.js';

const statusOf: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/**
 * Time for the client to read the response. Node no longer tracks the connection, so a client that keeps its side open would hold it for
 * ever.
 */
const LINGER_MS = 1_000;

/** What Node's parser cannot read as HTTP never becomes a request, so the response is written to the socket directly. */
export function clientErrorHandler(headers: Readonly<Record<string, string>>) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    // a socket that has ended was answered before, and the client goes on sending
    if (error.code === 'ECONNRESET' || socket.destroyed || socket.writableEnded) return;
    if (socket.writable) socket.end(problemMessage(statusOf[error.code ?? ''] ?? 400, headers));
    const overdue = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(overdue));
  };
}

function problemMessage(status: number, headers: Readonly<Record<string, string>>): string {
  const requestId = uuidv7();
  const body = problemBody(standardProblem(status), '', requestId);
  const all = {
    ...headers,
    'content-type': PROBLEM_JSON,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-request-id': requestId,
    date: new Date().toUTCString(),
    connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

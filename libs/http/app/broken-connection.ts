import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { uuidv7 } from '#libs/kernel';
import { PROBLEM_JSON, problemBody, standardProblem } from '../problem/problem.js';

const statusOf: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** What Node's parser could not read as HTTP never becomes a request; the answer is written to the socket by hand. */
export function answerBrokenConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const status = statusOf[error.code ?? ''] ?? 400;
  const requestId = uuidv7();
  const body = problemBody(standardProblem(status), '', requestId);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${PROBLEM_JSON}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

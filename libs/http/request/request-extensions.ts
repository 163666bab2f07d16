import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Admission } from './request-hook.js';

/** Decides whether an authenticated call may continue. Optional: provided by a module that an application may leave out. */
export abstract class CallAdmission {
  /** Returns the check that runs after authentication; undefined when every call may continue. */
  abstract install(fastify: FastifyInstance): Admission | undefined;
}

/** Knows hosts that lead elsewhere by now. Optional: provided by a module that an application may leave out. */
export abstract class MovedHosts {
  /** The host to go to instead, with the port of the given one; undefined for hosts that have not moved. */
  abstract newHostOf(host: string): string | undefined | Promise<string | undefined>;
}

/** Stores responses for repetitions of a request. Optional: provided by a module that an application may leave out. */
export abstract class ResponseStore {
  /** Adds its hooks: after those that validate the form of a request, before those that set headers of the response. */
  abstract install(fastify: FastifyInstance, app: INestApplicationContext): void;
}

/** A request that was refused for lack of a right. */
export interface Denial {
  readonly method: string;
  /** As the document has it, with the names of ids. */
  readonly path: string;
  /** Of the problem. */
  readonly code: string;
}

/** Keeps what was refused. Optional: provided by a module that an application may leave out. */
export abstract class DeniedRequests {
  /** Called in the context of the request, before the refusal is sent. */
  abstract note(denial: Denial): Promise<void>;
}

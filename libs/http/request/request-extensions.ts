import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Admission } from './request-hook.js';

/** Decides whether an authenticated call may continue. Optional: provided by a module that an application may leave out. */
export abstract class CallAdmission {
  /** Returns the check that runs after authentication; undefined when every call may continue. */
  abstract install(fastify: FastifyInstance): Admission | undefined;
}

/** Stores responses for repetitions of a request. Optional: provided by a module that an application may leave out. */
export abstract class ResponseStore {
  /** Adds its hooks: after those that validate the form of a request, before those that set headers of the response. */
  abstract install(fastify: FastifyInstance, app: INestApplicationContext): void;
}

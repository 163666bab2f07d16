import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Admission } from './request-hook.js';

/** Decides whether a call may go on once it is known who calls. Provided by a module that an application may do without. */
export abstract class CallAdmission {
  /** Answers what stands last in the chain that finds out who calls; undefined when every call may. */
  abstract install(fastify: FastifyInstance): Admission | undefined;
}

/** Keeps the answers of requests that may come again. Provided by a module that an application may do without. */
export abstract class ReplyKeeper {
  /** Adds its hooks: after those that refuse a request for its form, before those that shape the answer. */
  abstract install(fastify: FastifyInstance, app: INestApplicationContext): void;
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { preconditionRequired } from '../problem/standard-problems.js';
import { entityTags, tagList, type EntityTag } from './entity-tags.js';

/** What If-Match names; `whyNone` where that is no version of ours. */
interface Seen {
  readonly versions: readonly number[];
  readonly whyNone?: string;
}

/**
 * The versions that the client has seen, from If-Match: any of them may be the current one (RFC 9110, 13.1.1).
 * Only the version counts: that the answer has changed otherwise is nobody's edit.
 * @throws DomainError `request.precondition_required` without one; `*` says nothing about what was seen and counts as none
 */
export function seenVersions(ifMatch: string | undefined): Seen {
  const condition = ifMatch?.trim() ?? '';
  if (condition === '') throw refuse(preconditionRequired);
  if (condition === '*') throw refuse(preconditionRequired, { detail: anyVersion });
  const tags = entityTags(condition);
  const versions = tags.flatMap(versionOf);
  return versions.length > 0 ? { versions } : { versions, whyNone: noMatchReason(tags) };
}

const anyVersion =
  'If-Match: * would overwrite whatever others have changed meanwhile. Send the ETag of the version you have seen.';

/** If-Match uses strong comparison: a weak tag matches nothing. */
function versionOf({ isWeak, opaque }: EntityTag): number[] {
  const match = isWeak ? null : /^"(\d{1,9})(?:-[\w-]{1,40})?"$/.exec(opaque);
  return match ? [Number(match[1])] : [];
}

/** "Read it again" would not help here, since the resource has not changed. */
function noMatchReason(tags: readonly EntityTag[]): string {
  return tags.some(({ isWeak }) => isWeak)
    ? 'If-Match never matches a weak ETag. Something between us has made a weak one of ours: send it without W/.'
    : 'If-Match is no ETag of ours. Send the whole ETag that you were given, with its quotes, such as "3-Zk1vTqf0c2Bd".';
}

/** Counted from 1, so nothing has it. */
const NO_VERSION = 0;

/**
 * The handler is given one version; `assertVersion` finds the others, or why there is none, in the request's context. Tags that are
 * not ours are simply others: refused when the resource is compared, after whatever else is wrong (RFC 9110, 13.2.1).
 */
const fromHeader = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { versions, whyNone } = seenVersions(request.headers['if-match']);
  if (versions.length > 1) request.context!.seenVersions = versions;
  if (whyNone !== undefined) request.context!.staleDetail = whyNone;
  return versions[0] ?? NO_VERSION;
});

const documentedHeader = ApiHeader({
  name: 'If-Match',
  required: true,
  schema: { type: 'string', pattern: tagList.source },
  description:
    'The version that you have seen: the whole `ETag`, its version alone in quotes, or several of either, separated by commas, any of ' +
    'which may be the current one. The change is refused with 412 when the resource has moved on; a weak ETag (`W/"…"`) never matches. ' +
    '`*` names no version that was seen and is answered 428, as no header is.',
  examples: {
    tag: { summary: 'The ETag as it was given', value: '"3-Zk1vTqf0c2Bd"' },
    version: { summary: 'The version alone, which the body tells as well', value: '"3"' },
    list: { summary: 'Any of several', value: '"3-Zk1vTqf0c2Bd", "4"' },
  },
});

/** Parameter `version: number`: the version that the caller wants to change. */
export const IfMatch = (): ParameterDecorator => (target, key, index) => {
  fromHeader()(target, key, index);
  documentedHeader(target, key as string, Object.getOwnPropertyDescriptor(target, key as string)!);
};

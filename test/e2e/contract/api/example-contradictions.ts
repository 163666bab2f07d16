import { transitions } from '../../../../src/contexts/work-orders/orders/domain/work-order-status.js';
import { transitions as requestTransitions } from '../../../../src/contexts/work-orders/requests/domain/service-request-status.js';

type Members = Readonly<Record<string, unknown>>;

/** Answers what is contradictory in one object; nothing where it has no such members. */
type Rule = (one: Members) => string | false | undefined;

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;
const has = (one: Members, ...names: readonly string[]): boolean => names.every((name) => name in one);
const later = (a: unknown, b: unknown): boolean => typeof a === 'string' && typeof b === 'string' && a > b;

/** Members that are given together or not at all. */
const pairs = [
  ['isPaused', 'pausedAt'],
  ['isPaused', 'pauseReason'],
  ['isRead', 'readAt'],
  ['isVerified', 'emailVerifiedAt'],
  ['linkUrl', 'linkType'],
  ['linkUrl', 'linkId'],
  ['latitude', 'longitude'],
  ['restingReason', 'restsUntil'],
] as const;

/** Of two times the first is never later. */
const inOrder = [
  ['createdAt', 'updatedAt'],
  ['scheduledAt', 'dueAt'],
  ['startedAt', 'completedAt'],
  ['startedAt', 'finishedAt'],
  ['startedAt', 'updatedAt'],
  ['completedAt', 'updatedAt'],
  ['readAt', 'updatedAt'],
  ['installationDate', 'commissioningDate'],
  ['commissioningDate', 'warrantyExpiryDate'],
  ['lastOccurrenceAt', 'nextOccurrenceAt'],
  ['createdAt', 'expiresAt'],
] as const;

const wantedByStatus: Readonly<
  Record<string, { readonly given?: readonly string[]; readonly absent?: readonly string[] }>
> = {
  new: { absent: ['assigneeId', 'teamId', 'startedAt', 'completedAt'] },
  assigned: { absent: ['startedAt', 'completedAt'] },
  in_progress: { given: ['startedAt'], absent: ['completedAt'] },
  on_hold: { given: ['statusReason'], absent: ['completedAt'] },
  completed: { given: ['startedAt', 'completedAt', 'workPerformed'] },
  canceled: { given: ['statusReason'], absent: ['completedAt'] },
  rejected: { given: ['statusReason'], absent: ['startedAt', 'completedAt'] },
  decommissioned: { absent: ['nextMaintenanceDate'] },
  queued: { absent: ['startedAt', 'finishedAt', 'result', 'error'] },
  succeeded: { given: ['startedAt', 'finishedAt'], absent: ['error'] },
  failed: { given: ['finishedAt', 'error'] },
  generated: { given: ['workOrderId'] },
};

const rules: readonly Rule[] = [
  (one) =>
    has(one, 'version', 'createdAt', 'updatedAt') &&
    (one['version'] === 1) !== (one['createdAt'] === one['updatedAt']) &&
    'the first version is that which has not changed since it was created',
  (one) =>
    pairs
      .filter((names) => has(one, ...names) && new Set(names.map((name) => isTrue(one[name]))).size > 1)
      .map((names) => `${names.join(' and ')} go together`)[0],
  (one) => inOrder.filter(([a, b]) => later(one[a], one[b])).map(([a, b]) => `${a} is later than ${b}`)[0],
  (one) =>
    Object.keys(one)
      .filter((name) => name.endsWith('Name') && `${name.slice(0, -4)}Id` in one)
      .filter((name) => isGiven(one[name]) !== isGiven(one[`${name.slice(0, -4)}Id`]))
      .map((name) => `${name} names nobody of that id`)[0],
  (one) => {
    const { given = [], absent = [] } = wantedByStatus[String(one['status'])] ?? {};
    const lacking = given.find((name) => name in one && !isGiven(one[name]));
    const surplus = absent.find((name) => name in one && isGiven(one[name]));
    return (lacking ?? surplus) && `what is ${String(one['status'])} has ${lacking ? '' : 'no '}${lacking ?? surplus}`;
  },
  (one) =>
    one['status'] === 'assigned' &&
    has(one, 'assigneeId', 'teamId') &&
    isGiven(one['assigneeId']) === isGiven(one['teamId']) &&
    'what is assigned is so to a user or to a team',
  (one) => one['isOverdue'] === true && !isGiven(one['dueAt']) && 'nothing is overdue that is never due',
  (one) => one['status'] === 'succeeded' && 'progress' in one && one['progress'] !== 100 && 'what succeeded is done',
  (one) =>
    has(one, 'data', 'total', 'nextCursor') &&
    one['nextCursor'] === null &&
    (one['data'] as unknown[]).length !== one['total'] &&
    'the only page has all rows',
  (one) =>
    has(one, 'granted', 'permissions') &&
    !(one['granted'] as string[]).every((name) => (one['permissions'] as string[]).includes(name)) &&
    'what is granted is permitted',
  (one) =>
    (one['allowedTransitions'] as string[] | undefined)
      ?.filter((command) => !startsOf(one, command)?.includes(one['status'] as string))
      .map((command) => `what is ${String(one['status'])} does not ${command}`)[0],
];

const isTrue = (value: unknown): boolean => value !== false && isGiven(value);

/** The states from which the command leads on. */
function startsOf(one: Members, command: string): readonly string[] | undefined {
  const table: Readonly<Record<string, { readonly from: readonly string[] }>> =
    'requestNumber' in one ? requestTransitions : transitions;
  return table[command]?.from;
}

/** What contradicts itself in an example, and in whatever stands in it. */
export function contradictions(example: unknown): string[] {
  if (typeof example !== 'object' || example === null) return [];
  const inside = Object.values(example).flatMap(contradictions);
  if (Array.isArray(example)) return inside;
  return [...rules.map((rule) => rule(example as Members)).filter((fault) => typeof fault === 'string'), ...inside];
}

/** Members that an answer shows otherwise than its body has sent them. */
export function otherwiseThanSent(body: Members = {}, answer: Members = {}): string[] {
  return Object.keys(body).filter((name) => name in answer && !sameValue(unsigned(name, body), unsigned(name, answer)));
}

/** A movement of stock tells by the sign of its quantity which way it went. */
function unsigned(name: string, members: Members): unknown {
  return name === 'quantity' ? Math.abs(Number(members[name])) : members[name];
}

/** Objects in a list may be answered with more than was sent of them. */
function sameValue(sent: unknown, answered: unknown): boolean {
  const isTime = typeof sent === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(sent);
  if (isTime) return typeof answered === 'string' && Date.parse(sent) === Date.parse(answered);
  if (isListOfObjects(sent) && isListOfObjects(answered))
    return sent.length === answered.length && sent.every((one, n) => otherwiseThanSent(one, answered[n]).length === 0);
  return JSON.stringify(sent) === JSON.stringify(answered);
}

function isListOfObjects(value: unknown): value is Members[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);
}

import { sentStatements } from '#libs/testing';
import type { Operation } from './described-api.js';

// A POST with an Idempotency-Key must write in one transaction, or in one for each step: a process may die between any two.

/** Operations that bypass the unit of work, and so do not record the key, but may be repeated safely. */
const harmlessToRepeat = new Set([
  // every date of a schedule is decided once, whatever the number of requests
  'generateFromMaintenanceSchedule',
  // marking as read is repeatable
  'readAllNotifications',
  // a second link makes the first one worthless
  'inviteAdmin',
  // the session of another one, whose token nobody has; one that is over is not ended again
  'beginImpersonation',
  'endImpersonation',
  // limits are copied from the subscription, however often
  'createSubscription',
  'changePlan',
  // what Stripe says is copied, however often; its event has it copied where the process dies before
  'cancelSubscription',
  'resumeSubscription',
  'switchPlan',
]);

type Transaction = readonly string[];

/** Messages between begin and commit are one transaction; any other is one of its own. */
function transactionsOf(messages: readonly (readonly { readonly text: string }[])[]): Transaction[] {
  const transactions: string[][] = [];
  let open: string[] | undefined;
  for (const texts of messages.map((message) => message.map(({ text }) => text))) {
    if (texts.some((text) => /^begin\b/i.test(text))) open = [];
    if (open) open.push(...texts);
    if (!open || texts.some((text) => /^(commit|rollback)\s*$/i.test(text))) {
      transactions.push(open ?? texts);
      open = undefined;
    }
  }
  return transactions;
}

/** In the tenant's schema: wake-ups and leases in the shared tables may be written twice. */
const writing =
  /\b(insert\s+into|delete\s+from|(?<!\bfor\s+(no\s+key\s+)?)update)\s+"?tenant_\w+"?\.(?!"?idempotency_keys)/i;
const writes = (transaction: Transaction): boolean => transaction.some((text) => writing.test(text));
const isEffect = (transaction: Transaction): boolean =>
  transaction.some((text) => text.includes(`set effect = coalesce(effect, '[]') ||`));
const isStep = (transaction: Transaction): boolean => transaction.some((text) => text.includes('jsonb_build_object'));

/** The fault in how a request of this operation writes. */
export async function transactionFault(
  { id }: Operation,
  request: () => Promise<unknown>,
): Promise<string | undefined> {
  const wrote = transactionsOf(await sentStatements(request)).filter(writes);
  const unmarked = wrote.filter((each) => !isEffect(each) && !isStep(each));
  if (unmarked.length > 0 && !harmlessToRepeat.has(id))
    return `writes without telling the key: ${unmarked[0]!.join('; ')}`;
  const marked = wrote.filter((each) => isEffect(each) || isStep(each));
  if (marked.length > 1 && !marked.every(isStep) && !harmlessToRepeat.has(id))
    return `writes in ${marked.length} transactions that are no steps`;
  return undefined;
}

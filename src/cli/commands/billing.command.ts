import type { CliCommand } from '../cli-command.js';
import type { Terminal } from '../terminal.js';
import { withApplication } from '../with-application.js';

interface Options {
  readonly reason: string;
  readonly json?: boolean;
}

export function addBillingCommands(program: CliCommand, terminal: Terminal): void {
  const billing = program
    .command('billing')
    .description('look after payments by Stripe')
    .examples('billing replay --reason "the price has its plan now"');
  billing
    .command('replay')
    .description('have events of Stripe applied once more, by the state that Stripe has now; running processes do so')
    .argument('[id]', 'only this event, by its id in GET /admin/v1/stripe-events; default: all that were set aside')
    .requiredOption('--reason <text>', 'why, for the operators’ audit log')
    .option('--json', 'print how many there are as JSON')
    .examples('billing replay --reason "Stripe was down for two days"')
    .action((id: string | undefined, options: Options) => replay(id, options, terminal));
}

async function replay(id: string | undefined, { reason, json }: Options, terminal: Terminal): Promise<void> {
  const count = await withApplication(terminal, { readsOnly: false }, async (app) => {
    const { BillingFacade } = await import('#contexts/billing');
    const billing = app.get(BillingFacade, { strict: false });
    if (id === undefined) return billing.replayDeadStripeEvents(reason);
    await billing.replayStripeEvent(id, reason);
    return 1;
  });
  if (json) terminal.json({ count });
  else terminal.message(`${count} ${count === 1 ? 'event is' : 'events are'} applied once more.`);
}

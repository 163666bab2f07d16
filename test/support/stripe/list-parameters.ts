import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

// `node scripts/run-ts.mjs test/support/stripe/list-parameters.ts` writes parameters.json anew: what Stripe knows for the calls that are
// made, as the types of its package have it, which Stripe generates of the description of its API.

const calls: Readonly<Record<string, string>> = {
  'POST /v1/customers': 'CustomerCreateParams',
  'GET /v1/prices': 'PriceListParams',
  'POST /v1/prices': 'PriceCreateParams',
  'POST /v1/checkout/sessions': 'Checkout.SessionCreateParams',
  'GET /v1/checkout/sessions': 'Checkout.SessionListParams',
  'POST /v1/checkout/sessions/:id/expire': 'Checkout.SessionExpireParams',
  'GET /v1/subscriptions': 'SubscriptionListParams',
  'GET /v1/subscriptions/:id': 'SubscriptionRetrieveParams',
  'POST /v1/invoices/create_preview': 'InvoiceCreatePreviewParams',
  'POST /v1/subscriptions/:id': 'SubscriptionUpdateParams',
  'POST /v1/billing_portal/sessions': 'BillingPortal.SessionCreateParams',
};
const DEPTH = 4;

const entry = join(import.meta.dirname, 'parameters-entry.ts');
const types = Object.values(calls).map((name, at) => `export type P${at} = Stripe.${name};`);
const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
};
const host = ts.createCompilerHost(options);
const readSource = host.getSourceFile.bind(host);
host.getSourceFile = (file, language) =>
  file === entry
    ? ts.createSourceFile(file, [`import type { Stripe } from 'stripe';`, ...types].join('\n'), language)
    : readSource(file, language);
const program = ts.createProgram([entry], options, host);
const checker = program.getTypeChecker();
const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!);

/** `a.b` for a field, `a.*` for names that anybody may choose, `a.[]` for the items of a list. */
function pathsOf(type: ts.Type, prefix: string, depth: number): string[] {
  const kinds = type.isUnion() ? type.types : [type];
  return kinds.flatMap((kind) => {
    if (checker.isArrayType(kind))
      return pathsOf(checker.getTypeArguments(kind as ts.TypeReference)[0]!, `${prefix}[].`, depth);
    if (!(kind.flags & ts.TypeFlags.Object)) return [];
    const open = checker.getIndexInfosOfType(kind).length > 0 ? [`${prefix}*`] : [];
    const fields = checker.getPropertiesOfType(kind).flatMap((field) => {
      const path = `${prefix}${field.name}`;
      const inner = depth > 0 ? pathsOf(checker.getTypeOfSymbol(field), `${path}.`, depth - 1) : [];
      return [path, ...inner];
    });
    return [...open, ...fields];
  });
}

const known = Object.keys(calls).map((call, at) => {
  const symbol = exported.find(({ name }) => name === `P${at}`)!;
  const paths = pathsOf(checker.getDeclaredTypeOfSymbol(symbol), '', DEPTH);
  return [call, [...new Set(paths.map((path) => path.replaceAll('.[]', '[]')))].sort()] as const;
});
writeFileSync(join(import.meta.dirname, 'parameters.json'), `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);

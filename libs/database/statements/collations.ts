import {
  IdentifierNode,
  OperationNodeTransformer,
  sql,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type RawBuilder,
  type SchemableIdentifierNode,
} from 'kysely';
import type { Collation } from '#libs/columns';

const collations: ReadonlySet<string> = new Set<Collation>(['natural_order', 'case_insensitive']);

export function collated(text: RawBuilder<unknown>, collation: Collation): RawBuilder<unknown> {
  return sql`${text} collate ${sql.table(collation)}`;
}

class CollationTransformer extends OperationNodeTransformer {
  constructor(private readonly schema: string) {
    super();
  }

  protected override transformSchemableIdentifier(node: SchemableIdentifierNode): SchemableIdentifierNode {
    if (node.schema || !collations.has(node.identifier.name)) return node;
    return { ...node, schema: IdentifierNode.create(this.schema) };
  }
}

/** Adds the schema to the names of collations, as Kysely's withSchema() does only for tables. */
export class CollationSchema implements KyselyPlugin {
  private readonly transformer: CollationTransformer;

  constructor(schema: string) {
    this.transformer = new CollationTransformer(schema);
  }

  transformQuery({ node }: PluginTransformQueryArgs) {
    return this.transformer.transformNode(node);
  }

  transformResult({ result }: PluginTransformResultArgs) {
    return Promise.resolve(result);
  }
}

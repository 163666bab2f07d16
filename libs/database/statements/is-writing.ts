import { SelectQueryNode, type CommonTableExpressionNode, type OperationNode } from 'kysely';

const writing = new Set<OperationNode['kind']>([
  'InsertQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
  'MergeQueryNode',
]);

/** Whether a compiled query changes rows, itself or in its WITH; PostgreSQL allows it nowhere else. */
export function isWriting(query: OperationNode): boolean {
  if (writing.has(query.kind)) return true;
  // raw SQL cannot be inspected
  if (!SelectQueryNode.is(query)) throw new Error(`A ${query.kind} cannot be judged: build the query with Kysely.`);
  return (query.with?.expressions ?? []).some((expression: CommonTableExpressionNode) =>
    isWriting(expression.expression),
  );
}

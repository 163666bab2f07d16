/** Whose work it is; a lane of the calendar. */
export interface LaneOwner {
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
}

export type Lane<Row> = LaneOwner & { readonly workOrders: Row[] };

type Assigned = Omit<LaneOwner, 'teamName'> & { readonly team?: { readonly name: string } | null };

/** One lane for each user and team, by name, in which work keeps its order; at the end that of nobody. */
export function lanesOf<Row extends Assigned>(rows: readonly Row[]): Lane<Row>[] {
  const groups = Map.groupBy(rows, ({ assigneeId, teamId }) => assigneeId ?? teamId ?? '');
  const lanes = [...groups.values()].map((workOrders) => ({ ...ownerOf(workOrders[0]!), workOrders }));
  return lanes.sort((a, b) => rankOf(a) - rankOf(b) || nameOf(a).localeCompare(nameOf(b)));
}

function ownerOf({ assigneeId, assigneeName, teamId, team }: Assigned): LaneOwner {
  return { assigneeId, assigneeName, teamId, teamName: team?.name ?? null };
}

/** People, then teams, then nobody. */
function rankOf({ assigneeId, teamId }: LaneOwner): number {
  if (assigneeId) return 0;
  return teamId ? 1 : 2;
}

const nameOf = ({ assigneeName, teamName }: LaneOwner) => assigneeName ?? teamName ?? '';

import { lanesOf } from './lanes.js';

const nobody = { assigneeId: null, assigneeName: null, teamId: null, team: null };
const person = (assigneeId: string, assigneeName: string | null) => ({ ...nobody, assigneeId, assigneeName });
const team = (teamId: string, name: string) => ({ ...nobody, teamId, team: { name } });

it('people come first, then teams, each by name, then nobody; work keeps its order', () => {
  const rows = [
    { n: 1, ...team('t', 'Ropes') },
    { n: 2, ...nobody },
    { n: 3, ...person('z', 'Zoe') },
    { n: 4, ...person('a', 'Ada') },
    { n: 5, ...person('z', 'Zoe') },
    { n: 6, ...team('s', 'Doors') },
  ];
  expect(lanesOf(rows).map(({ workOrders }) => workOrders.map(({ n }) => n))).toEqual([[4], [3, 5], [6], [1], [2]]);
  expect(lanesOf(rows)[2]).toMatchObject({ assigneeId: null, teamId: 's', teamName: 'Doors' });
});

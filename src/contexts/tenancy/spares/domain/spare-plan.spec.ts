import { sparePlan, type Spare } from './spare-plan.js';

const current = (schema: string): Spare => ({ schema, isCurrent: true });
const obsolete = (schema: string): Spare => ({ schema, isCurrent: false });

describe('sparePlan', () => {
  it('makes what is missing', () => {
    expect(sparePlan({ spares: [current('a')], released: 7 }, 3, 7)).toEqual({ drop: [], make: 2 });
  });

  it('replaces those of other versions', () => {
    expect(sparePlan({ spares: [obsolete('a'), current('b')], released: 7 }, 2, 8)).toEqual({ drop: ['a'], make: 1 });
  });

  it('drops what is too many, all of them where none are wanted', () => {
    const spares = [current('a'), current('b'), current('c')];
    expect(sparePlan({ spares, released: 7 }, 2, 7)).toEqual({ drop: ['c'], make: 0 });
    expect(sparePlan({ spares, released: 7 }, 0, 7)).toEqual({ drop: ['a', 'b', 'c'], make: 0 });
  });

  it('leaves all to a newer release that runs beside this one', () => {
    expect(sparePlan({ spares: [obsolete('a')], released: 8 }, 2, 7)).toEqual({ drop: [], make: 0 });
  });
});

import { CompiledSqlCache } from './compiled-sql-cache.js';

describe('CompiledSqlCache', () => {
  it('never keeps more than so many, whichever queries they are of', () => {
    const texts = new CompiledSqlCache<string>(10);
    const queries = Array.from({ length: 7 }, () => new Map<string, string>());
    for (let n = 0; n < 100; n += 1) {
      texts.add(queries[n % 7]!, `tenant_${n}`, 'select 1');
      expect(queries.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(10);
      expect(queries[n % 7]!.get(`tenant_${n}`)).toBe('select 1');
    }
  });
});

import { splitSql } from './split-sql.js';

const texts = (script: string): string[] => splitSql(script).map(({ text }) => text);

describe('Cutting a script into statements', () => {
  it('cuts at semicolons and joins lines', () => {
    expect(texts('CREATE TABLE a (\n  id uuid\n);\n\nDROP TABLE b')).toEqual([
      'CREATE TABLE a ( id uuid )',
      'DROP TABLE b',
    ]);
  });

  it('leaves semicolons and dashes inside quotes alone', () => {
    const script = `SELECT 'a;--b', 'it''s; fine', "odd;name", $$x; y$$, $body$ 'z;' $$ $body$`;
    expect(texts(`${script};`)).toEqual([script]);
  });

  it('drops comments, and keeps those in front of a statement beside it', () => {
    const [first, second] = splitSql('-- one\n-- batched\nSELECT 1 -- why\n  + 2; /* ; */ SELECT 3;');
    expect(first).toEqual({ text: 'SELECT 1 + 2', comments: ['one', 'batched'], line: 3 });
    expect(second).toMatchObject({ text: 'SELECT 3', comments: [], line: 4 });
  });

  it('counts lines across quoted text', () => {
    expect(splitSql("SELECT 'a\nb';\nSELECT 2;").map(({ line }) => line)).toEqual([1, 3]);
  });

  it('finds nothing in a script of comments', () => {
    expect(splitSql('-- nothing\n/* here */ ;\n')).toEqual([]);
  });
});

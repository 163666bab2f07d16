import { Undo } from './undo.js';

describe('taking back what was started', () => {
  const prepared = (undo: Undo): string[] => {
    const done: string[] = [];
    for (const name of ['database', 'application', 'listener']) undo.defer(async () => void done.push(name));
    return done;
  };

  it('goes in the opposite order, and only once', async () => {
    const undo = new Undo();
    const done = prepared(undo);
    await Promise.all([undo.run(), undo.run()]);
    expect(done).toEqual(['listener', 'application', 'database']);
  });

  it('goes on after a step that fails, and tells of the failure', async () => {
    const undo = new Undo();
    const done = prepared(undo);
    undo.defer(() => {
      throw new Error('stuck');
    });
    await expect(undo.run()).rejects.toThrow('stuck');
    expect(done).toHaveLength(3);
  });

  it('takes back only the database in a rush', async () => {
    const undo = new Undo();
    const done = prepared(undo);
    await undo.rush();
    expect(done).toEqual(['database']);
  });
});

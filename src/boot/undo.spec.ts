import { Undo } from './undo.js';

describe('Undo', () => {
  const prepared = (undo: Undo): string[] => {
    const done: string[] = [];
    for (const name of ['database', 'application', 'listener']) undo.defer(async () => void done.push(name));
    return done;
  };

  it('runs the steps in reverse order, and only once', async () => {
    const undo = new Undo();
    const done = prepared(undo);
    await Promise.all([undo.run(), undo.run()]);
    expect(done).toEqual(['listener', 'application', 'database']);
  });

  it('goes on after a step that fails, and reports the failure', async () => {
    const undo = new Undo();
    const done = prepared(undo);
    undo.defer(() => {
      throw new Error('stuck');
    });
    await expect(undo.run()).rejects.toThrow('stuck');
    expect(done).toHaveLength(3);
  });

  it('can run the first step alone', async () => {
    const undo = new Undo();
    const done = prepared(undo);
    await undo.runFirst();
    expect(done).toEqual(['database']);
  });
});

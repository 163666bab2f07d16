import { LiveSessions } from './live-sessions.js';

const session = { userId: 'u1', sessionId: 's1' };

function loader(answer: typeof session | null = session) {
  let calls = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const load = async (): Promise<typeof session | null> => {
    calls += 1;
    await held;
    return answer;
  };
  return { load, release: () => release(), calls: () => calls };
}

describe('LiveSessions', () => {
  it('loads once for several callers at the same time, and remembers', async () => {
    const sessions = new LiveSessions<typeof session>({ areReliable: true });
    const { load, release, calls } = loader();
    const answers = [sessions.load('a/s1', load), sessions.load('a/s1', load)];
    expect(sessions.recent('a/s1')).toBeUndefined();
    release();
    expect(await Promise.all(answers)).toEqual([session, session]);
    expect(sessions.recent('a/s1')).toBe(session);
    expect(calls()).toBe(1);
  });

  it.each(['u1', 's1'])('forgets a session when %s changes', async (subject) => {
    const sessions = new LiveSessions<typeof session>({ areReliable: true });
    await sessions.load('a/s1', async () => session);
    sessions.changed('someone else');
    expect(sessions.recent('a/s1')).toBe(session);
    sessions.changed(subject);
    expect(sessions.recent('a/s1')).toBeUndefined();
  });

  it('never remembers what was read before a change and arrived after it', async () => {
    const sessions = new LiveSessions<typeof session>({ areReliable: true });
    const old = loader();
    const early = sessions.load('a/s1', old.load);
    sessions.changed('u1');
    const fresh = loader(null);
    const late = sessions.load('a/s1', fresh.load);
    old.release();
    await early;
    expect(sessions.recent('a/s1')).toBeUndefined();
    fresh.release();
    expect(await late).toBeNull();
    expect(sessions.recent('a/s1')).toBeNull();
  });

  it('loads for each caller while signals are not reliable', async () => {
    const signals = { areReliable: true };
    const sessions = new LiveSessions<typeof session>(signals);
    await sessions.load('a/s1', async () => session);
    signals.areReliable = false;
    expect(sessions.recent('a/s1')).toBeUndefined();
    const early = sessions.load('a/s1', async () => session);
    const late = sessions.load('a/s1', async () => null);
    expect(await Promise.all([early, late])).toEqual([session, null]);
    await sessions.load('a/s2', async () => session);
    signals.areReliable = true;
    expect(sessions.recent('a/s2')).toBeUndefined();
  });

  it('does not remember failures', async () => {
    const sessions = new LiveSessions<typeof session>({ areReliable: true });
    await expect(sessions.load('a/s1', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    await expect(sessions.load('a/s1', async () => session)).resolves.toBe(session);
  });
});

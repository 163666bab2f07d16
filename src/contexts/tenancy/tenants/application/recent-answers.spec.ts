import { jest } from '@jest/globals';
import { RecentAnswers } from './recent-answers.js';

describe('recent answers', () => {
  let asked: string[];
  const ask = (key: string) => async () => {
    asked.push(key);
    return key.toUpperCase();
  };

  beforeEach(() => {
    asked = [];
  });
  afterEach(() => jest.restoreAllMocks());

  it('are reused until they are too old', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(5_000);
    const recent = new RecentAnswers<string>(1_000, 10, { areReliable: true });
    expect(await recent.get('a', ask('a'))).toBe('A');
    now.mockReturnValue(5_999);
    await recent.get('a', ask('a'));
    expect(asked).toEqual(['a']);
    now.mockReturnValue(6_001);
    await recent.get('a', ask('a'));
    expect(asked).toEqual(['a', 'a']);
  });

  it('are loaded once for several callers at the same time', async () => {
    const recent = new RecentAnswers<string>(1_000, 10, { areReliable: true });
    await Promise.all([recent.get('a', ask('a')), recent.get('a', ask('a'))]);
    expect(asked).toEqual(['a']);
  });

  it('never exceed their number: the oldest is dropped', async () => {
    const recent = new RecentAnswers<string>(1_000, 2, { areReliable: true });
    for (const key of ['a', 'b', 'c', 'b', 'a']) await recent.get(key, ask(key));
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('do not include failures', async () => {
    const recent = new RecentAnswers<string>(1_000, 2, { areReliable: true });
    await expect(recent.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await recent.get('a', ask('a'))).toBe('A');
  });

  it('are neither used nor stored while signals are not reliable', async () => {
    const signals = { areReliable: true };
    const recent = new RecentAnswers<string>(1_000, 2, signals);
    await recent.get('a', ask('a'));
    signals.areReliable = false;
    await Promise.all([recent.get('a', ask('a')), recent.get('a', ask('a'))]);
    await recent.get('b', ask('b'));
    signals.areReliable = true;
    await recent.get('b', ask('b'));
    expect(asked).toEqual(['a', 'a', 'a', 'b', 'b']);
  });

  it('can be forgotten at once', async () => {
    const recent = new RecentAnswers<string>(1_000, 2, { areReliable: true });
    await recent.get('a', ask('a'));
    recent.clear();
    await recent.get('a', ask('a'));
    expect(asked).toEqual(['a', 'a']);
  });
});

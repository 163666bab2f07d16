import { pullEvents, type DomainError } from '#libs/kernel';
import type { WorkOrderMentioned } from '../../events.js';
import { changeableUntil, WorkOrderComment, type NewComment } from './work-order-comment.entity.js';

const at = new Date('2026-11-24T08:05:00Z');
const written = (given: Partial<NewComment> = {}) =>
  WorkOrderComment.create('w', { comment: 'Late', isInternal: false, mentions: [], ...given }, { by: 'ada', at });
const told = (comment: object) =>
  pullEvents(comment).flatMap(({ type, payload }) =>
    type === 'work_order.mentioned' ? (payload as WorkOrderMentioned).userIds : [],
  );

describe('a mention', () => {
  it('is told once to each, and never to whoever wrote it', () => {
    const comment = written({ mentions: ['ada', 'bob'] });
    expect(told(comment)).toEqual(['bob']);
    comment.edit({ mentions: ['bob', 'eve', 'ada'] });
    expect(told(comment)).toEqual(['eve']);
    comment.edit({ comment: 'Later', mentions: ['eve'] });
    expect(told(comment)).toEqual([]);
  });
});

describe('a change', () => {
  const codeOf = (act: () => void): string | undefined => {
    try {
      act();
      return undefined;
    } catch (error) {
      return (error as DomainError).code;
    }
  };
  const later = (milliseconds: number) => new Date(changeableUntil(at).getTime() + milliseconds);

  it('is possible for whoever wrote the comment, until 15 minutes are over', () => {
    const comment = written();
    expect(codeOf(() => comment.assertChangeable({ by: 'ada', at: later(0) }))).toBeUndefined();
    expect(codeOf(() => comment.assertChangeable({ by: 'ada', at: later(1) }))).toBe('comment.change_too_late');
    expect(codeOf(() => comment.assertChangeable({ by: 'bob', at }))).toBe('comment.of_another');
    expect(codeOf(() => comment.assertChangeable({ by: null, at }))).toBe('comment.of_another');
  });

  it('to the same is none', () => {
    const comment = written({ mentions: ['bob'] });
    expect(comment.edit({ comment: 'Late', mentions: ['bob'] })).toBe(false);
    expect(comment.edit({ mentions: [] })).toBe(true);
  });
});

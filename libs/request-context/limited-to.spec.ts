import { limitedTo, runAsSystem, runInContext, type Actor } from './index.js';

const asked = (actor: Actor) => runInContext({ requestId: 'r', actor }, () => limitedTo('things:read_all'));
const user = (...permissions: string[]): Actor => ({
  kind: 'user',
  id: 'bob',
  role: 'employee',
  sessionId: 's',
  permissions: new Set(permissions),
});

describe('limitedTo', () => {
  it('is the user, unless the permission lets them see all', () => {
    expect(asked(user('things:read'))).toBe('bob');
    expect(asked(user('things:read', 'things:read_all'))).toBeNull();
  });

  it('is nobody where the system works', () => {
    expect(runAsSystem('job', () => limitedTo('things:read_all'))).toBeNull();
  });

  it.each<Actor>([{ kind: 'anonymous' }, { kind: 'operator', id: 'o', permissions: new Set(), sessionId: 's' }])(
    'shows nothing to one who is %j',
    (actor) => {
      expect(() => asked(actor)).toThrow(expect.objectContaining({ code: 'resource.not_found' }));
    },
  );
});

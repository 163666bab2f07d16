import { suggestedSlug } from './suggested-slug.js';

describe('suggestedSlug', () => {
  it.each([
    ['Acme Lifts', 'acme-lifts'],
    ["  O'Neill & Sons (Pty) Ltd. ", 'oneill-sons-pty-ltd'],
    ['Řehoř Výtahy s.r.o.', 'rehor-vytahy-s-r-o'],
    ['Weiß Aufzüge', 'weiss-aufzuge'],
    ['Łódź Serwis', 'lodz-serwis'],
    ['Лифт Сервис', 'lift-servis'],
    ['"; drop schema public; --', 'drop-schema-public'],
    ['../../etc/passwd', 'etc-passwd'],
  ])('makes of %p %p', (name, slug) => expect(suggestedSlug(name)).toBe(slug));

  it('cuts long names so that no hyphen stands at the end, and equal beginnings become equal', () => {
    expect(suggestedSlug(`${'a'.repeat(55)} lifts`)).toBe('a'.repeat(55));
    expect(suggestedSlug(`${'a'.repeat(60)} one`)).toBe(suggestedSlug(`${'a'.repeat(60)} two`));
  });

  it.each(['!!!', '—', '\u200b'])('makes none of %p', (name) => {
    expect(() => suggestedSlug(name)).toThrow('No address can be made');
  });
});

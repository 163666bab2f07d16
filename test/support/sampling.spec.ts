import { killMoments } from './kill-moments.js';
import { everyNth } from './sampling.js';

const days = [20_500, 20_501, 20_502];

it('three days try every item of which a day tries a third', () => {
  const items = Array.from({ length: 10 }, (_, index) => index);
  const tried = days.flatMap((day) => everyNth(3, items, day));
  expect(new Set(tried)).toEqual(new Set(items));
});

it('three days kill before the first message and after each, where a day kills after every third', () => {
  const moments = days.flatMap((day) => {
    const pairs = killMoments(3, day);
    return Array.from({ length: 6 }, () => pairs.next().value).flat();
  });
  const killed = new Set(moments.map(({ moment, step }) => `${moment} ${step}`));
  const wanted = ['before 1', ...Array.from({ length: 6 }, (_, index) => `after ${index + 1}`)];
  expect(wanted.filter((moment) => !killed.has(moment))).toEqual([]);
});

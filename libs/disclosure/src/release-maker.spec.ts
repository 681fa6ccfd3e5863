import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { changedLittle, MIN_COUNT, type ShownFigure } from './cell';
import { sliceName } from './figures';
import type { Population } from './population';
import { regionTree } from './region-tree';
import { Release, type ReleaseDocument } from './release';
import { NO_MONEY } from './money-source';
import { makeRelease } from './release-maker';
import type { SourceCell } from './cell-index';

const LEAVES = ['340102', '340103', '340104', '340202', '340203', '340302', '340303', '340304'];
const KEYS = ['ILLNESS', 'SCHOOLING', 'DISASTER'];
const TREE = regionTree('340000', LEAVES, []);
const SLICE = sliceName('none', '');
const FILES: readonly Population[] = [
  { metric: 'cause', slicing: 'none', divisions: [KEYS.map((key) => ({ metric: 'cause', keys: [key] }))] },
];

/** Files of each cause in each county. */
type World = readonly (readonly number[])[];

const documents = new WeakMap<Release, ReleaseDocument>();

function release(world: World, earlier: readonly Release[]): Release {
  const cells = world.flatMap((row, leaf) =>
    row.map((n, key): SourceCell => ({
      metric: 'cause',
      regionCode: LEAVES[leaf] ?? '',
      campaign: '',
      year: 0,
      key: KEYS[key] ?? '',
      n,
      amountFen: BigInt(n) * 100n,
    })),
  );
  const document = makeRelease(FILES, TREE, { cells, contributors: [], money: NO_MONEY }, earlier);
  const made = new Release(earlier.length + 1, new Date(0), JSON.parse(JSON.stringify(document)) as typeof document);
  documents.set(made, document);
  return made;
}

const rowsOf = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.array(fc.array(arbitrary, { minLength: KEYS.length, maxLength: KEYS.length }), {
    minLength: LEAVES.length,
    maxLength: LEAVES.length,
  });
const worlds = rowsOf(fc.oneof(fc.nat({ max: 14 }), fc.integer({ min: 30, max: 300 })));
const changes = rowsOf(
  fc.oneof(fc.constant(0), fc.integer({ min: -4, max: 4 }), fc.integer({ min: -12, max: 12 }), fc.nat({ max: 60 })),
);

const REGIONS = ['340000', '340100', '340200', '340300', ...LEAVES];
const MEASURES = ['cause', ...KEYS.map((key) => `cause/${key}`)];

/** Everything that a release lets anyone know of its day, by the figures that it is the sum of: what it kept tells of another day. */
function knowledge(given: Release): Map<string, ShownFigure> {
  const singles = MEASURES.flatMap((measure) =>
    REGIONS.flatMap((region): [string, ShownFigure][] => {
      const figure = given.figure(SLICE, measure, region);
      const isKept = documents.get(given)?.shown[SLICE]?.[measure]?.[region]?.[2] === 1;
      return figure && !isKept ? [[`${measure}@${region}`, figure]] : [];
    }),
  );
  return new Map([...singles, ...given.sums(SLICE).map(({ set, ...sum }): [string, ShownFigure] => [set, sum])]);
}

/** What was known of a set of figures, one by one. */
function sumOf(known: ReadonlyMap<string, ShownFigure>, set: string): ShownFigure | undefined {
  const figures = set.split(',').map((id) => known.get(id));
  return figures.reduce<ShownFigure | undefined>(
    (sum, figure) => sum && figure && { n: sum.n + figure.n, amountFen: sum.amountFen + figure.amountFen },
    { n: 0, amountFen: 0n },
  );
}

/** Counties that are shown one by one, then are known by what their city holds alone, then differ by few. */
const SHOWN_THEN_SUMMED: [World, World[]] = [
  [
    [48, 2, 94],
    [14, 282, 211],
    [37, 136, 10],
    [30, 30, 0],
    [30, 0, 30],
    [30, 30, 0],
    [0, 110, 30],
    [0, 30, 0],
  ],
  [
    [
      [0, 0, 10],
      [-1, 6, 0],
      [1, 4, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 9, 0],
      [1, 2, 0],
      [0, 0, 9],
    ],
    [
      [0, 6, 1],
      [1, 7, 0],
      [0, -1, 0],
      [9, 0, 4],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  ],
];

describe('releases one after another', () => {
  it('never tell of the same figures twice with one to nine between, whichever two of them are compared', () => {
    fc.assert(
      fc.property(worlds, fc.array(changes, { minLength: 1, maxLength: 4 }), (first, steps) => {
        const releases: Release[] = [release(first, [])];
        let world: World = first;
        for (const step of steps) {
          world = world.map((row, leaf) => row.map((n, key) => Math.max(0, n + (step[leaf]?.[key] ?? 0))));
          releases.push(release(world, releases));
        }
        const known = releases.map(knowledge);
        for (const [index, later] of known.entries())
          for (const before of known.slice(0, index))
            for (const [set, again] of later) {
              const figure = before.get(set) ?? sumOf(before, set);
              if (figure)
                expect([set, changedLittle({ ...again, contributors: 0, largestFen: 0n }, figure)]).toEqual([
                  set,
                  false,
                ]);
            }
      }),
      { numRuns: 150, examples: [SHOWN_THEN_SUMMED] },
    );
  }, 120_000);

  it('compare with every release before, not with the last alone', () => {
    const of = (n: number): World =>
      LEAVES.map((_, leaf) => KEYS.map((_key, key) => (leaf === 0 && key === 0 ? n : 500)));
    const [one] = [release(of(40), [])];
    const two = release(of(52), [one]);
    const three = release(of(42), [one, two]);
    const shown = [one, two, three].map((given) => given.figure(SLICE, 'cause/ILLNESS', '340102')?.n);
    expect(shown).toEqual([40, 52, 52]);
  });

  it('keep together what was known together, when it comes apart with few between', () => {
    const of = (a: number, b: number): World =>
      LEAVES.map((_, leaf) => KEYS.map((_key, key) => (leaf > 0 ? 500 : key === 0 ? a : key === 1 ? b : 300)));
    const one = release(of(5, 40), []);
    const sets = one.sums(SLICE).filter(({ set }) => set.includes('cause/ILLNESS@340102'));
    expect(sets.length).toBeGreaterThan(0);
    const two = release(of(12, 36), [one]);
    for (const { set, n } of sets) {
      const figures = set.split(',').map((id) => {
        const [measure = '', region = ''] = id.split('@');
        return two.figure(SLICE, measure, region);
      });
      const isShown = figures.every((figure) => figure !== null);
      const sum = figures.reduce((total, figure) => total + (figure?.n ?? 0), 0);
      expect(isShown && sum !== n && Math.abs(sum - n) < MIN_COUNT).toBe(false);
    }
  });

  it('keep a zero of the whole province as it was, until ten have come', () => {
    const of = (n: number): World => LEAVES.map((_, leaf) => [500, 500, leaf === 0 ? n : 0]);
    const one = release(of(0), []);
    const two = release(of(3), [one]);
    const three = release(of(30), [one, two]);
    const shown = [one, two, three].map((given) => given.figure(SLICE, 'cause/DISASTER', '340000')?.n);
    expect(shown).toEqual([0, 0, 30]);
  });
});

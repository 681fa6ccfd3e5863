import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type KnownSum, Recovery } from '@nuan/testing';
import { type Cell, changedLittle, MIN_COUNT, type ShownFigure } from './cell';
import { type Pattern, patternOf } from './pattern';
import { measureName, type Part } from './population';
import { type RegionNode, regionTree } from './region-tree';

/** Files by cause and by whether they are of migrants; one cause is divided once more. */
const FILES: Part = {
  metric: 'filed',
  divisions: [
    [
      { metric: 'cause', keys: ['ILLNESS'], divisions: [[{ metric: 'chronic' }]] },
      { metric: 'cause', keys: ['SCHOOLING'] },
      { metric: 'cause', keys: ['DISASTER'] },
    ],
    [{ metric: 'migrant' }],
  ],
};

/** Kinds of person that the figures can tell apart: cause (or none of the named ones) × chronic × migrant. */
const KINDS = ['ILLNESS chronic', 'ILLNESS', 'SCHOOLING', 'DISASTER', 'other'].flatMap((kind) => [
  kind,
  `${kind} migrant`,
]);

function countsIn(measure: string, kind: string): boolean {
  if (measure === 'filed') return true;
  if (measure === 'migrant' || measure === 'chronic') return kind.split(' ').includes(measure);
  if (measure === 'filed~0') return kind.startsWith('other');
  if (measure === 'filed~1') return !kind.includes('migrant');
  if (measure === 'cause/ILLNESS~0') return kind.startsWith('ILLNESS') && !kind.includes('chronic');
  return kind.startsWith(measure.replace('cause/', ''));
}

/** Persons of each kind in each leaf. */
type World = ReadonlyMap<string, readonly number[]>;

const LEAVES = ['340102', '340103', '340104', '340100-', '340202', '340203', '340302', '340303', '340304'];
const TREE = regionTree(
  '340000',
  LEAVES.map((leaf) => leaf.replace('-', '')),
  [],
);

const worlds = fc
  .array(
    fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 4 }), fc.nat({ max: 15 }), fc.integer({ min: 10, max: 90 })), {
      minLength: KINDS.length,
      maxLength: KINDS.length,
    }),
    { minLength: LEAVES.length, maxLength: LEAVES.length },
  )
  .map((numbers): World => new Map(LEAVES.map((leaf, index) => [leaf, numbers[index] ?? []])));

function patternFor(world: World, before: (measure: string, region: string) => ShownFigure | undefined): Pattern {
  const cell = (part: Part, leaf: string): Cell => {
    const numbers = world.get(leaf) ?? [];
    const n = numbers.reduce(
      (sum, count, kind) => (countsIn(measureName(part), KINDS[kind] ?? '') ? sum + count : sum),
      0,
    );
    return { n, amountFen: BigInt(n) * 100n, contributors: n, largestFen: n === 0 ? 0n : 100n };
  };
  return patternOf(FILES, TREE, { cell, before: (measure, region) => [before(measure, region)] });
}

const leavesOf = (node: RegionNode): string[] =>
  node.children.length === 0 ? [node.code] : node.children.flatMap(leavesOf);
const regions = (node: RegionNode): RegionNode[] => [node, ...node.children.flatMap(regions)];
const MEASURES = ['filed', 'cause/ILLNESS', 'cause/SCHOOLING', 'cause/DISASTER', 'chronic', 'migrant'];

/** The unknowns that a figure is the sum of. */
function unknownsOf(measure: string, node: RegionNode): number[] {
  return leavesOf(node).flatMap((leaf) =>
    KINDS.flatMap((kind, k) => (countsIn(measure, kind) ? [LEAVES.indexOf(leaf) * KINDS.length + k] : [])),
  );
}

/** All that anyone can learn from a pattern: what it shows, zeros, and that what is hidden beside zeros is something. */
function knownFrom({ shown, empty }: Pattern): KnownSum[] {
  const figures = regions(TREE).flatMap((node) =>
    [...shown].flatMap(([measure, byRegion]) => {
      const cell = byRegion.get(node.code);
      return cell ? [{ of: unknownsOf(measure, node), value: cell.n }] : [];
    }),
  );
  const zeros = [...empty].map((measure) => ({ of: unknownsOf(measure, TREE), value: 0 }));
  const hiddenWhole = MEASURES.filter((name) => empty.size > 0 && !empty.has(name) && !shown.get(name)?.has(TREE.code));
  return [
    ...figures,
    ...zeros,
    ...hiddenWhole.map((name) => ({ of: unknownsOf(name, TREE), value: 1, atLeast: true })),
  ];
}

/** The narrowest interval that anything hidden can be closed in to. */
function narrowest(pattern: Pattern): number {
  const recovery = new Recovery(LEAVES.length * KINDS.length, knownFrom(pattern));
  const hidden = regions(TREE).flatMap((node) =>
    MEASURES.filter((name) => !pattern.empty.has(name) && !pattern.shown.get(name)?.has(node.code)).map((name) =>
      recovery.interval(unknownsOf(name, node)),
    ),
  );
  return Math.min(Infinity, ...hidden.map(({ low, high }) => high - low));
}

describe('the pattern of a population', () => {
  it('shows no figure below ten', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        for (const byRegion of patternFor(world, () => undefined).shown.values())
          for (const { n } of byRegion.values()) expect(n).toBeGreaterThanOrEqual(MIN_COUNT);
      }),
    );
  });

  it('lets no hidden figure of any region be closed in, by regions, parts of parts and two divisions at once', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(narrowest(patternFor(world, () => undefined))).toBeGreaterThanOrEqual(MIN_COUNT);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('can be closed in when only small figures are hidden', () => {
    const world: World = new Map(
      LEAVES.map((leaf, index) => [leaf, KINDS.map((_, kind) => (index === 1 && kind === 4 ? 3 : 20))]),
    );
    const pattern = patternFor(world, () => undefined);
    expect(narrowest(pattern)).toBeGreaterThanOrEqual(MIN_COUNT);
    const everything = regions(TREE).flatMap((node) =>
      ['filed', 'cause/ILLNESS', 'cause/SCHOOLING', 'cause/DISASTER', 'filed~0'].map((name) => {
        const of = unknownsOf(name, node);
        const value = of.reduce((sum, unknown) => {
          const leaf = LEAVES[Math.floor(unknown / KINDS.length)] ?? '';
          return sum + (world.get(leaf)?.[unknown % KINDS.length] ?? 0);
        }, 0);
        return { of, value, isTarget: name === 'cause/SCHOOLING' && node.code === '340103' };
      }),
    );
    const target = everything.find(({ isTarget }) => isTarget);
    const recovery = new Recovery(
      LEAVES.length * KINDS.length,
      everything.filter(({ isTarget }) => !isTarget),
    );
    expect(recovery.interval(target?.of ?? [])).toEqual({ low: target?.value, high: target?.value });
  });

  it('shows a second time what is the same or ten away, and closes in nothing then either', () => {
    const changes = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 3 }), fc.nat({ max: 30 })), {
      minLength: LEAVES.length * KINDS.length,
      maxLength: LEAVES.length * KINDS.length,
    });
    fc.assert(
      fc.property(worlds, changes, (world, more) => {
        const first = patternFor(world, () => undefined);
        const later: World = new Map(
          LEAVES.map((leaf, l) => [leaf, (world.get(leaf) ?? []).map((n, k) => n + (more[l * KINDS.length + k] ?? 0))]),
        );
        const nothing = { n: 0, amountFen: 0n };
        const before = (measure: string, region: string): ShownFigure | undefined =>
          first.empty.has(measure) ? nothing : first.shown.get(measure)?.get(region);
        const second = patternFor(later, before);
        for (const [measure, byRegion] of second.shown)
          for (const [region, cell] of byRegion) {
            const shown = before(measure, region);
            expect(shown !== undefined && changedLittle(cell, shown)).toBe(false);
          }
        expect(narrowest(second)).toBeGreaterThanOrEqual(MIN_COUNT);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('is the same for the same figures, and asks nobody who is asking', () => {
    const world: World = new Map(LEAVES.map((leaf, l) => [leaf, KINDS.map((_, k) => (l * 7 + k * 5) % 23)]));
    const [one, two] = [patternFor(world, () => undefined), patternFor(world, () => undefined)];
    expect(one).toEqual(two);
  });
});

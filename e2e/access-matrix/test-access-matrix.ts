import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  differences,
  holes,
  unexpectedClasses,
  unmet,
  unnamed,
  unshown,
  type Walk,
  walkActs,
  walkExistence,
  walkFields,
  walkQuestions,
  walkRegions,
} from '@nuan/testing';

import { BEYOND_REACH, NOT_ASKED } from './beyond-reach';
import { floorOf } from './floors';
import { walkFollower } from './follower-walk';
import type { MatrixWorld } from './matrix-world';
import { SHARED } from './shared-rows';
import { FURTHER_DUTIES, sharedIn } from './whole-regions';

/** Longer than the walk takes on a busy machine. */
const PATIENCE_MS = 900_000;

/**
 * States as tests who may see and do what in one subgraph: everybody, from every position, by every way to every field, over HTTP. One
 * file for each subgraph, so that they are walked side by side.
 */
export function testAccessMatrix(name: string, makeWorld: () => Promise<MatrixWorld>): void {
  describe(`who may see and do what in ${name}`, () => {
    const floor = floorOf(name);
    const shared = sharedIn(name, SHARED);
    let world: MatrixWorld;
    let walk: Walk;
    beforeAll(async () => {
      world = await makeWorld();
      walk = await walkFields(world.options);
    }, PATIENCE_MS);
    afterAll(() => world.end());

    it('shows every field by every way to whom the matrix gives it, and refuses it to everybody else', () => {
      expect(walk.faults).toEqual([]);
      expect(differences(walk.cells, world.options, shared)).toEqual([]);
      expect(unshown(walk.cells, world.options)).toEqual([]);
      expect(unexpectedClasses(world.options)).toEqual([]);
      expect(unnamed(world.options)).toEqual([]);
    });

    it('meets a row of every type, and asks every field that the schema has', () => {
      // What failed on the way met nothing: the cause stands before the types that it took away.
      expect(walk.faults).toEqual([]);
      expect(walk.left.filter((name) => !((name.split(' ')[0] ?? '') in NOT_ASKED))).toEqual([]);
      // A type that no operation meets a row of proves nothing: give it a row, or say here why there is none.
      // One that is met again leaves the table.
      expect(unmet(walk.cells, world.options)).toEqual(Object.keys(BEYOND_REACH[name] ?? {}).sort());
    });

    it(
      'lets nobody filter or sort by what it may not see',
      async () => {
        expect(await walkQuestions(world.options, walk.cells, shared)).toEqual([]);
      },
      PATIENCE_MS,
    );

    it(
      'shows each role the rows of its own region, all of them and no other',
      async () => {
        const { problems, lists, pages } = await walkRegions(world.options);
        expect(problems).toEqual([]);
        expect(lists.length).toBeGreaterThanOrEqual(floor.lists);
        expect(pages.length).toBeGreaterThanOrEqual(floor.pages);
      },
      PATIENCE_MS,
    );

    it('shows a program of the platform the changes of its regions, and none of another', async () => {
      expect(await walkFollower(world.options)).toEqual([]);
    });

    it(
      'says of a row of another region what it says of none',
      async () => {
        const { problems, compared } = await walkExistence(world.options, walk.known, shared);
        expect(problems).toEqual([]);
        expect(compared).toBeGreaterThanOrEqual(floor.compared);
      },
      PATIENCE_MS,
    );

    it(
      'refuses every act to every role without its right, before anything is read',
      async () => {
        const { problems, reached, unreached } = await walkActs(world.options, {
          ...{ ...walk, shared },
          forbidden: FURTHER_DUTIES,
        });
        expect(problems).toEqual([]);
        // An act that stops before its rows says nothing of them: give it a better input, or see here what stops it.
        expect(reached.length < floor.reached ? unreached : []).toEqual([]);
      },
      PATIENCE_MS,
    );

    it('leaves out nobody and nothing: every way and field as everybody from every position', () => {
      process.stdout.write(`\n${walk.cells.table(name)}\n`);
      expect(holes(walk.cells, world.options.askAnonymously !== null)).toEqual([]);
      expect(walk.cells.size).toBeGreaterThanOrEqual(floor.cells);
    });
  });
}

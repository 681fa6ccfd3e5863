import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  detailsByScope,
  differences,
  unreached,
  unrefused,
  walkActs,
  walkExistence,
  walkFields,
  walkQuestions,
  walkRegions,
} from '@nuan/testing';

import { SAMPLE_DATABASES } from '../../tools/sample-data/src';
import { type MatrixWorld, matrixWorld } from './matrix-world';
import { BEYOND_REACH } from './beyond-reach';

describe.each(SAMPLE_DATABASES)('who may see and do what in %s', (name) => {
  let world: MatrixWorld;
  beforeAll(async () => {
    world = await matrixWorld(name);
  });
  afterAll(() => world.end());

  it('shows every field by every way to whom the matrix gives it, and refuses it to everybody else', async () => {
    const walk = await walkFields(world.options);
    expect(walk.faults).toEqual([]);
    expect(differences(walk, world.options)).toEqual([]);
    expect(unrefused(walk, world.options)).toEqual([]);
    expect(detailsByScope(walk, world.options)).toEqual([]);
    // A type that no operation meets a row of proves nothing: give it a row, or say here why there is none.
    expect(unreached(walk, world.options)).toEqual(
      Object.keys({ ...BEYOND_REACH['everywhere'], ...BEYOND_REACH[name] }).sort(),
    );
  });

  it('lets nobody filter or sort by what it may not see', async () => {
    expect(await walkQuestions(world.options)).toEqual([]);
  });

  it('shows each role the rows of its own region, all of them and no other', async () => {
    const { problems, lists } = await walkRegions(world.options);
    expect(problems).toEqual([]);
    expect(lists.length).toBeGreaterThan(2);
  });

  it('refuses every act to every role without its right, before anything is read', async () => {
    expect(await walkActs(world.options)).toEqual([]);
  });

  it('says of a row of another region what it says of none', async () => {
    const { foreign } = await walkRegions(world.options);
    const { problems, compared } = await walkExistence(world.options, foreign);
    expect(problems).toEqual([]);
    expect(compared.length).toBeGreaterThan(5);
  });
});

import { LocalDateScalar, type Reference, reference, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { RegionLevel, today } from '@nuan/kernel';
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';

import { findRegion, PROVINCE_CODE, regionsUnder } from './region';
import { type RegionClass, type RegionCore, regionOf } from './region-core';
import { addCoreFields } from './region-core.fields';

const REGIONS =
  'Administrative divisions (行政区划) in order of their codes; reference data, the same for every viewer.';
const ONE = 'One division by its code (行政区划), past ones too; null when the list has no such code.';
const UNDER = 'Root of the sub-tree, itself included (上级区划); the whole province when absent.';
const LEVEL = 'Only this level (级别); every level when absent.';
const ON = 'The divisions that exist on this day (截至日期); today by the domain clock when absent.';

function createQueries(region: RegionClass): object {
  /** The shareable part of `Region` and its root lists: the same words in every subgraph, from the list alone, for every viewer. */
  @Resolver(() => region)
  class RegionQueries {
    @Directive('@shareable')
    @Query(() => [region], { description: REGIONS })
    regions(
      @Ctx() ctx: SubgraphContext,
      @Arg('under', () => RegionCodeScalar, { nullable: true, description: UNDER }) under?: string | null,
      @Arg('level', () => RegionLevel, { nullable: true, description: LEVEL }) level?: RegionLevel | null,
      @Arg('on', () => LocalDateScalar, { nullable: true, description: ON }) on?: string | null,
    ): RegionCore[] {
      const divisions = regionsUnder(under ?? PROVINCE_CODE, level, on ?? today(ctx.clock));
      return divisions.map(({ code }) => regionOf(region, code));
    }

    @Directive('@shareable')
    @Query(() => region, { nullable: true, description: ONE })
    region(
      @Arg('code', () => RegionCodeScalar, { description: 'GB/T 2260 code (行政区划代码).' }) code: string,
    ): RegionCore | null {
      return findRegion(code) ? regionOf(region, code) : null;
    }
  }
  addCoreFields(region, RegionQueries);
  return new RegionQueries();
}

const queries = new WeakMap<RegionClass, object>();

/**
 * The resolver of a subgraph's `Region` core: `regions`, `region`, and every core field, resolved from the code alone. One
 * instance per class, however often the subgraph is built, because decorators register for good.
 */
export function regionQueries(region: RegionClass): object {
  let instance = queries.get(region);
  if (!instance) queries.set(region, (instance = createQueries(region)));
  return instance;
}

/** How `_entities` resolves a region: from its code, for every viewer; a code that the list doesn't have yields null. */
export function regionReference(region: RegionClass): Reference {
  return reference({
    keys: { code: async (_viewer, codes) => codes.map((code) => (findRegion(code) ? regionOf(region, code) : null)) },
  });
}

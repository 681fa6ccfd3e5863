import { FaultError } from '@nuan/errors';
import { LocalDateScalar, type Reference, reference, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { RegionLevel, today } from '@nuan/kernel';
import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import type { Division } from './division-list.reference';
import { findRegion, levelOf, parentOf, PROVINCE_CODE, regionsUnder, successorOf } from './region';
import { type RegionClass, type RegionCore, regionOf } from './region-core';

const UNDER = 'Root of the sub-tree, itself included (上级区划); the whole province when absent.';
const LEVEL = 'Only this level (级别); every level when absent.';
const ON = 'The divisions that exist on this day (截至日期); today by the domain clock when absent.';

/** Row data hold only codes of the list, so a miss is our fault and never the caller's. */
function divisionOf(code: string): Division {
  const division = findRegion(code);
  if (!division) throw new FaultError(`Region ${code} is not in the list of divisions.`);
  return division;
}

function createQueries(region: RegionClass): object {
  const optional = (code: string | null): RegionCore | null => (code === null ? null : regionOf(region, code));

  /** The shareable part of `Region` and its root lists: the same words in every subgraph, from the list alone, for every viewer. */
  @Resolver(() => region)
  class RegionQueries {
    @Directive('@shareable')
    @Query(() => [region], {
      description:
        'Administrative divisions (行政区划) in order of their codes; reference data, the same for every viewer.',
    })
    regions(
      @Ctx() ctx: SubgraphContext,
      @Arg('under', () => RegionCodeScalar, { nullable: true, description: UNDER }) under?: string | null,
      @Arg('level', () => RegionLevel, { nullable: true, description: LEVEL }) level?: RegionLevel | null,
      @Arg('on', () => LocalDateScalar, { nullable: true, description: ON }) on?: string | null,
    ): RegionCore[] {
      return regionsUnder(under ?? PROVINCE_CODE, level, on ?? today(ctx.clock)).map(({ code }) =>
        regionOf(region, code),
      );
    }

    @Directive('@shareable')
    @Query(() => region, {
      nullable: true,
      description: 'One division by its code (行政区划), past ones too; null when the list has no such code.',
    })
    region(
      @Arg('code', () => RegionCodeScalar, { description: 'GB/T 2260 code (行政区划代码).' }) code: string,
    ): RegionCore | null {
      return findRegion(code) ? regionOf(region, code) : null;
    }

    @Directive('@shareable')
    @FieldResolver(() => String, { description: 'Official name (名称), such as 合肥市.' })
    name(@Root() { code }: RegionCore): string {
      return divisionOf(code).name;
    }

    @Directive('@shareable')
    @FieldResolver(() => RegionLevel, { description: 'Level (级别): province, city, or county with its equals.' })
    level(@Root() { code }: RegionCore): RegionLevel {
      return levelOf(code);
    }

    @Directive('@shareable')
    @FieldResolver(() => region, {
      nullable: true,
      description: 'The division above (上级区划); null for the province.',
    })
    parent(@Root() { code }: RegionCore): RegionCore | null {
      return optional(parentOf(code));
    }

    @Directive('@shareable')
    @FieldResolver(() => LocalDateScalar, {
      description: 'First day (启用日期); 2011-01-01, where the list begins, for older divisions.',
    })
    validFrom(@Root() { code }: RegionCore): string {
      return divisionOf(code).validFrom;
    }

    @Directive('@shareable')
    @FieldResolver(() => LocalDateScalar, {
      nullable: true,
      description: 'Last day (停用日期); null while the division exists.',
    })
    validTo(@Root() { code }: RegionCore): string | null {
      return divisionOf(code).validTo;
    }

    @Directive('@shareable')
    @FieldResolver(() => region, {
      nullable: true,
      description: 'The division that took its place (承接区划); null while it exists.',
    })
    successor(@Root() { code }: RegionCore): RegionCore | null {
      return optional(successorOf(code)?.code ?? null);
    }

    @Directive('@shareable')
    @FieldResolver(() => Boolean, { description: 'A county that the province administers directly (省直管县).' })
    directlyAdministered(@Root() { code }: RegionCore): boolean {
      return divisionOf(code).directlyAdministered;
    }
  }
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

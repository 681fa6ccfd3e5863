import { FaultError } from '@nuan/errors';
import { LocalDateScalar } from '@nuan/federation';
import { RegionLevel } from '@nuan/kernel';
import { Directive, FieldResolver, Root } from 'type-graphql';

import type { Division } from './division-list.reference';
import { findRegion, levelOf, parentOf } from './region';
import { type RegionClass, type RegionCore, regionOf } from './region-core';

/** One core field of a region, read from its code alone. */
interface CoreField {
  readonly name: string;
  /** Its GraphQL type; REGION stands for the subgraph's own class. */
  readonly type: unknown;
  readonly nullable: boolean;
  readonly description: string;
  /** The value; a code where the type is REGION. */
  readonly read: (code: string) => unknown;
}

const REGION = Symbol('region');

/** Rows hold only codes of the list, so a miss is our fault and never the caller's. */
function divisionOf(code: string): Division {
  const division = findRegion(code);
  if (!division) throw new FaultError(`Region ${code} is not in the list of divisions.`);
  return division;
}

const CORE_FIELDS: readonly CoreField[] = [
  {
    name: 'name',
    type: String,
    nullable: false,
    description: 'Official name (名称), such as 合肥市.',
    read: (code) => divisionOf(code).name,
  },
  {
    name: 'level',
    type: RegionLevel,
    nullable: false,
    description: 'Level (级别): province, city, or county with its equals.',
    read: levelOf,
  },
  {
    name: 'parent',
    type: REGION,
    nullable: true,
    description: 'The division above (上级区划); null for the province.',
    read: parentOf,
  },
  {
    name: 'validFrom',
    type: LocalDateScalar,
    nullable: false,
    description: 'First day (启用日期); 2011-01-01, where the list begins, for older divisions.',
    read: (code) => divisionOf(code).validFrom,
  },
  {
    name: 'validTo',
    type: LocalDateScalar,
    nullable: true,
    description: 'Last day (停用日期); null while the division exists.',
    read: (code) => divisionOf(code).validTo,
  },
  {
    name: 'successor',
    type: REGION,
    nullable: true,
    description: 'The division that took its place (承接区划); null while it exists.',
    read: (code) => divisionOf(code).successor,
  },
  {
    name: 'directlyAdministered',
    type: Boolean,
    nullable: false,
    description: 'A county that the province administers directly (省直管县).',
    read: (code) => divisionOf(code).directlyAdministered,
  },
];

/** Adds a shareable field resolver for each core field to a resolver class of `region`; what its decorators would do by hand. */
export function addCoreFields(region: RegionClass, resolver: { readonly prototype: object }): void {
  for (const { name, type, nullable, description, read } of CORE_FIELDS) {
    const value = ({ code }: RegionCore): unknown => {
      const found = read(code);
      return type === REGION && typeof found === 'string' ? regionOf(region, found) : found;
    };
    const method = { value, enumerable: false, configurable: true, writable: true };
    Object.defineProperty(resolver.prototype, name, method);
    Root()(resolver.prototype, name, 0);
    FieldResolver(() => (type === REGION ? region : type) as never, { nullable, description })(
      resolver.prototype,
      name,
      method,
    );
    Directive('@shareable')(resolver.prototype, name, method);
  }
}

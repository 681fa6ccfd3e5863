import { RegionCodeScalar } from '@nuan/federation';
import { Directive, Field, ObjectType } from 'type-graphql';

/**
 * What every subgraph's `Region` (行政区划) starts from: the code. The other core fields are resolved from the code by
 * {@link regionQueries}, so a bare key, as the gateway sends it, is a whole region.
 */
@ObjectType({ description: 'Core of an administrative division (行政区划); not a type of its own.' })
export abstract class RegionCore {
  @Directive('@shareable')
  @Field(() => RegionCodeScalar, {
    description: 'GB/T 2260 code (行政区划代码), six digits; never used for another division.',
  })
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

/** A subgraph's own `Region` class. */
export type RegionClass<R extends RegionCore = RegionCore> = new (code: string) => R;

/** The region with this code as a value of the subgraph's own class; any division of the list, past ones too. */
export function regionOf<R extends RegionCore>(region: RegionClass<R>, code: string): R {
  return new region(code);
}

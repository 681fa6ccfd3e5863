import { RegionCore } from '@nuan/regions';
import { Directive, ObjectType } from 'type-graphql';

/** A region (行政区划) as employment sees it: the reference core, to which the `employment` block is added. */
@Directive('@key(fields: "code")')
@ObjectType('Region', {
  description: 'An administrative division (行政区划) by its GB/T 2260 code; names and levels are reference data.',
})
export class Region extends RegionCore {}

import { Instant, RegionCodeScalar } from '../scalars';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

import { FactsScalar } from './facts.scalar';

/** One change of an entity, or its state in the snapshot. */
@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType({ description: 'An entity as it stood after a change (变更), or as it stands in the snapshot.' })
export class Change {
  @Field(() => String, { description: 'Type of the entity (实体类型), such as "Enterprise".' })
  readonly entity!: string;

  @Field(() => ID, { description: 'Id of the entity (实体标识).' })
  readonly id!: string;

  @Field(() => Int, { description: 'Version of the entity (版本); a lower one than you hold is old news.' })
  readonly version!: number;

  @Field(() => RegionCodeScalar, {
    nullable: true,
    description: 'Region by which the change is readable (区域); null for what belongs to no region.',
  })
  readonly regionCode!: string | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'When it was written, by the server’s clock (变更时间); null in the snapshot.',
  })
  readonly changedAt!: Date | null;

  @Field(() => FactsScalar, { description: 'The facts (事实) that your contract gives you.' })
  readonly facts!: Readonly<Record<string, unknown>>;
}

/** A page of the change feed. */
@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType({
  description:
    'A page of the change feed (变更流). A row may come twice and versions out of order: keep the highest version of each entity.',
})
export class ChangePage {
  @Field(() => [Change], { description: 'The changes in their order (变更列表).' })
  readonly changes!: readonly Change[];

  @Field(() => String, {
    description: 'Where to go on (游标): hand it back as `after`, in the transaction that applied the page.',
  })
  readonly cursor!: string;

  @Field(() => Boolean, {
    description: 'Whether the next page is there already (是否还有); if not, ask again in a second.',
  })
  readonly hasMore!: boolean;

  @Field(() => Int, {
    description: 'Changes written and not yet delivered by this page (剩余变更数), counted up to 10,000.',
  })
  readonly remaining!: number;

  @Field(() => Instant, {
    nullable: true,
    description:
      'Whoever has applied this page and all before it knows everything that was written until this instant (数据时点); null within the snapshot.',
  })
  readonly asOf!: Date | null;
}

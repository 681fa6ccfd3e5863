import { LocalDateScalar } from '@nuan/federation';
import { Industry, UnionLevel } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A union organisation (工会组织) in the tree from the province down: cities, counties (directly administered ones under the
 * province itself), grass roots, industrial unions. Files, allocations and enterprises belong to one.
 */
@Entity({ name: 'trade_union' })
@Directive('@key(fields: "id")')
@ObjectType('TradeUnion', {
  description: 'A trade-union organisation (工会组织), from the provincial federation down to the grass roots.',
})
export class TradeUnion {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the organisation (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name (名称), such as 合肥市总工会.' })
  name!: string;

  @Column({ type: 'text' })
  @Field(() => UnionLevel, { description: 'Level (工会层级).' })
  level!: UnionLevel;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => Industry, {
    nullable: true,
    description: 'Industry of an industrial union (产业); null for every other.',
  })
  industry!: Industry | null;

  @Column({ type: 'boolean', name: 'aid_centre' })
  @Field(() => Boolean, { description: 'Whether it runs an aid centre for workers in hardship (是否设帮扶中心).' })
  aidCentre!: boolean;

  @Column({ type: 'boolean', name: 'directly_administered' })
  @Field(() => Boolean, {
    description: 'A county federation under the province itself (是否省直管县工会): money reaches it without the city.',
  })
  directlyAdministered!: boolean;

  @Column({ type: 'date', name: 'founded_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of its founding (成立日期); null where it was founded before this record began.',
  })
  foundedOn!: string | null;

  @Column({ type: 'date', name: 'dissolved_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of its dissolution (撤销日期); null while it exists.',
  })
  dissolvedOn!: string | null;

  @Column({ type: 'text', name: 'dissolved_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was dissolved (撤销原因); null while it exists.' })
  dissolvedReason!: string | null;

  @Column({ type: 'uuid', name: 'successor_id', nullable: true })
  successorId!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}

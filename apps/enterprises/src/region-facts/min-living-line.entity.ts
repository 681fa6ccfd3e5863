import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Minimum-living line (低保线) of a city or county in a stretch of time: yuan per person and month. Public. */
@Entity({ name: 'min_living_line' })
@ObjectType('MinLivingLine', {
  description: 'Minimum-living line (最低生活保障标准) of a region in a stretch of time.',
})
export class MinLivingLine {
  @PrimaryColumn({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @PrimaryColumn({ type: 'date', name: 'valid_from_on' })
  @Field(() => LocalDateScalar, { name: 'validFrom', description: 'First day (执行日期).' })
  validFromOn!: string;

  @Column({ type: 'date', name: 'valid_to_on', nullable: true })
  @Field(() => LocalDateScalar, {
    name: 'validTo',
    nullable: true,
    description: 'Last day (截止日期); null for the line in force.',
  })
  validToOn!: string | null;

  @Column({ type: 'bigint', name: 'monthly_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'monthly', description: 'Yuan per person and month (标准，元/人·月).' })
  monthlyFen!: bigint;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The document that sets it (文件依据); null when none is on file.',
  })
  document!: string | null;

  /** Id in the change feed; region and first day are the key. */
  @Column({ type: 'uuid' })
  readonly id!: string;

  /** Version in the change feed, raised by every change. */
  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised when a later line ends it; nothing else changes.' })
  version!: number;
}

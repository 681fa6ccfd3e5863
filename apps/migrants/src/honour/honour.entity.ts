import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { HonourKind } from './honour-kind';

/** An honour given to a migrant worker (荣誉), with the medal and the rest stay that came with it. */
@Entity({ name: 'honour' })
@Directive('@key(fields: "id")')
@ObjectType('Honour', { description: 'An honour given to a migrant worker (最美农民工等荣誉).' })
export class Honour {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the honour (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => HonourKind, { description: 'Which honour (荣誉类型).' })
  kind!: HonourKind;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Edition (届次); 1 is the first.' })
  edition!: number;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Full name of the honour (荣誉名称).' })
  name!: string;

  @Column({ type: 'uuid', name: 'worker_id', nullable: true })
  workerId!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'date', name: 'awarded_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was given (表彰日期).' })
  awardedOn!: string;

  @Column({ type: 'boolean', name: 'labour_medal' })
  @Field(() => Boolean, { description: 'Whether the provincial May Day labour medal came with it (省五一劳动奖章).' })
  labourMedal!: boolean;

  @Column({ type: 'boolean', name: 'rest_stay' })
  @Field(() => Boolean, { description: 'Whether a free rest stay came with it (免费疗休养).' })
  restStay!: boolean;

  @Column({ type: 'date', name: 'rest_stay_from', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day of the rest stay (疗休养开始日期); null without one, or when its days are not known.',
  })
  restStayFrom!: string | null;

  @Column({ type: 'date', name: 'rest_stay_to', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of the rest stay (疗休养结束日期); null without one, or when its days are not known.',
  })
  restStayTo!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}

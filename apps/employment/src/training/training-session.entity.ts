import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A session (培训班次) of a programme: one class, one place, one period. */
@Entity({ name: 'training_session' })
@ObjectType('TrainingSession', {
  description: 'A session (培训班次) of a programme: one class, one place, one period.',
})
export class TrainingSession {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the session (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name of the session (班次名称).' })
  name!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Who teaches (培训机构).' })
  provider!: string;

  @Column({ type: 'date', name: 'starts_on' })
  @Field(() => LocalDateScalar, { description: 'First day (开班日期).' })
  startsOn!: string;

  @Column({ type: 'date', name: 'ends_on' })
  @Field(() => LocalDateScalar, { description: 'Last day (结业日期).' })
  endsOn!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Places (计划人数).' })
  capacity!: number;

  @Column({ type: 'integer', name: 'required_hours', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Hours that must be attended to complete it (结业学时); null when the provider decides.',
  })
  requiredHours!: number | null;

  /** Version in the change feed, raised by every change of what others keep. */
  @Column({ type: 'integer', default: 1 })
  version!: number;
}

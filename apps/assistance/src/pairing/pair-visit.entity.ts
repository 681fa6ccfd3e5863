import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A visit of the helper to the household (结对走访), with what was found. */
@Entity({ name: 'pair_visit' })
@ObjectType('PairVisit', { description: 'A visit of the helper to the paired household (结对走访).' })
export class PairVisit {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the visit (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'pairing_id' })
  pairingId!: string;

  @Column({ type: 'date', name: 'visited_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the visit (走访日期).' })
  visitedOn!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the helper found (走访情况); null when nothing was noted.',
  })
  finding!: string | null;
}

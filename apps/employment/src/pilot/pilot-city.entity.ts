import { bigintTransformer } from '@nuan/database';
import { Money } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A city of a pilot (试点市) with its share of the money. */
@Entity({ name: 'pilot_city' })
@ObjectType('PilotShare', { description: 'A city’s share of a pilot (试点市资金).' })
export class PilotCity {
  @PrimaryColumn({ type: 'uuid', name: 'pilot_id' })
  readonly pilotId!: string;

  @PrimaryColumn({ type: 'text', name: 'region_code' })
  readonly regionCode!: string;

  @Column({ type: 'bigint', name: 'budget_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'budget', description: 'Money given to the city (预算).' })
  budgetFen!: bigint;

  @Column({ type: 'bigint', name: 'spent_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'spent', description: 'Money paid so far, reversals taken off (已支出).' })
  spentFen!: bigint;

  /** By which the change feed knows the share. */
  @Column({ type: 'uuid', default: () => 'gen_random_uuid()' })
  readonly id!: string;

  /** Version in the change feed, raised by every change of the money. */
  @Column({ type: 'integer', default: 1 })
  readonly version!: number;
}

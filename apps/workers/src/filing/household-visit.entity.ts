import { Instant } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A verification visit at home (入户核实): union staff talk with the household face to face. */
@Entity({ name: 'household_visit' })
@ObjectType('HouseholdVisit', { description: 'A verification visit at home (入户核实).' })
export class HouseholdVisit {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the visit (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'timestamptz', name: 'visited_at' })
  @Field(() => Instant, { description: 'When the household was visited (入户时间).' })
  visitedAt!: Date;

  /** Subjects of the officers' tokens; at least one. */
  @Column({ type: 'text', name: 'visited_by', array: true })
  @Field(() => [String], { description: 'User ids of the officers who came (入户人员).' })
  visitedBy!: string[];

  @Column({ type: 'integer', name: 'persons_met' })
  @Field(() => Int, { description: 'Members of the household who were met (见面人数).' })
  personsMet!: number;

  @Column({ type: 'boolean', name: 'confirms_declaration' })
  @Field(() => Boolean, { description: 'Whether what was seen agrees with what was declared (与申报一致).' })
  confirmsDeclaration!: boolean;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was found (核实情况); null when nothing was noted.' })
  findings!: string | null;

  /** Round of the application that it was made in. */
  @Column({ type: 'integer', default: 1 })
  round!: number;
}

import { HardshipCategory } from '@nuan/kernel';
import { Field, ObjectType } from 'type-graphql';

import type { FilingApplication } from './filing-application.entity';

/** A category against the rules' result, in force by a second person (I8). */
@ObjectType('FilingCategoryOverride', {
  description:
    'A category proposed against the rules’ result (类别调整); in force once a second person has confirmed it.',
})
export class FilingCategoryOverride {
  @Field(() => HardshipCategory, { description: 'The category (困难类别).' })
  readonly category: HardshipCategory;

  @Field(() => String, { description: 'Why (理由).' })
  readonly reason: string;

  @Field(() => String, { description: 'User id of who proposed it (提出人).' })
  readonly proposedBy: string;

  @Field(() => String, { nullable: true, description: 'User id of who confirmed it (确认人); null until then.' })
  readonly confirmedBy: string | null;

  constructor(category: HardshipCategory, reason: string, proposedBy: string, confirmedBy: string | null) {
    this.category = category;
    this.reason = reason;
    this.proposedBy = proposedBy;
    this.confirmedBy = confirmedBy;
  }

  /** That of an application; null when none is proposed. */
  static of(application: FilingApplication): FilingCategoryOverride | null {
    const { overrideCategory, overrideReason, overrideProposedBy, overrideConfirmedBy } = application;
    if (overrideCategory === null || overrideReason === null || overrideProposedBy === null) return null;
    return new FilingCategoryOverride(overrideCategory, overrideReason, overrideProposedBy, overrideConfirmedBy);
  }
}

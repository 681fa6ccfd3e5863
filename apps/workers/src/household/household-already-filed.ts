import { covers, isBoundByUnion, type Viewer } from '@nuan/auth';
import { beyondRegions, isUniqueViolation } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { Field, ID, ObjectType } from 'type-graphql';

import { UNIQUE_ID_NUMBER } from '../worker/worker.entity';
import { UNIQUE_ACTIVE_HEAD } from './household.entity';

/** One person is held by one file or by one application in hand (I1): the key decides, not a prior read. */
export const UNIQUE_ACTIVE_PERSON = 'active_person_pkey';

/** What holds a person now. */
export interface FileHolder {
  readonly regionCode: string;
  /** Null while it is an application in hand. */
  readonly fileNo: string | null;
  /** Null when it is a file. */
  readonly applicationId: string | null;
}

/** Outcome: somebody of the household is on the register, or in an application in hand, already (一户一档). */
@ObjectType('HouseholdAlreadyFiled', {
  description:
    'Somebody of this household, head or member, has an active file or an application in hand already (一户一档、不得重复建档).',
})
export class HouseholdAlreadyFiled {
  @Field(() => String, { description: 'Rule that was broken (规则): always ONE_HOUSEHOLD_ONE_FILE.' })
  readonly rule = 'ONE_HOUSEHOLD_ONE_FILE';

  @Field(() => String, { description: 'What it means, for people (说明).' })
  readonly message = 'Somebody of this household is on the register already.';

  @Field(() => String, {
    nullable: true,
    description:
      'Number of that file (档案编号); null for an application in hand, and when it lies outside the viewer’s regions.',
  })
  readonly fileNo: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'That application in hand (在办申请); null for a file, and when it lies outside the viewer’s regions.',
  })
  readonly applicationId: string | null;

  constructor(fileNo: string | null, applicationId: string | null = null) {
    this.fileNo = fileNo;
    this.applicationId = applicationId;
  }

  /** The outcome as one viewer may see it: another region's file is not named, nor any to who sees those of some unions alone. */
  static seenBy(viewer: Viewer, { regionCode, fileNo, applicationId }: FileHolder): HouseholdAlreadyFiled {
    return covers(viewer, regionCode) && !isBoundByUnion(viewer)
      ? new HouseholdAlreadyFiled(fileNo, applicationId)
      : new HouseholdAlreadyFiled(null);
  }
}

/** Whether the database refused a second hold on a person. */
export function isHeldElsewhere(error: unknown): boolean {
  return [UNIQUE_ACTIVE_PERSON, UNIQUE_ACTIVE_HEAD, UNIQUE_ID_NUMBER].some((name) => isUniqueViolation(error, name));
}

/**
 * What holds any of these persons now, beside the given application; null when nothing does. For a good answer: the key of
 * `active_person` decides.
 *
 * @param hashes keyed hashes of their ID numbers.
 */
export async function findHolder(
  db: Pick<ActTransaction, 'query'>,
  hashes: readonly Buffer[],
  exceptApplicationId: string | null,
): Promise<FileHolder | null> {
  const [found] = await beyondRegions('a person is held by one file of the province', () =>
    db.query<FileHolder[]>(
      `select coalesce(h.region_code, a.region_code) as "regionCode", h.file_no as "fileNo", a.id as "applicationId"
     from active_person p left join household h on h.id = p.household_id left join filing_application a on a.id = p.application_id
     where p.id_number_hash = any($1::bytea[]) and ($2::uuid is null or p.application_id is distinct from $2)
     order by h.file_no limit 1`,
      [hashes, exceptApplicationId],
    ),
  );
  return found ?? null;
}

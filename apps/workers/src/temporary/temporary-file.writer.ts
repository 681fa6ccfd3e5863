import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { type FieldCipher, isUniqueViolation, HASH_DOMAIN } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { parseResidentId } from '@nuan/intake';
import { addMonths, ArchiveTier, type Clock, HardshipCategory, isUuid, newId, today, yearOf } from '@nuan/kernel';
import { findRegion, PROVINCE_CODE } from '@nuan/regions';

import { assessedColumns, insertAssessment } from '../assessment/assessment.writer';
import { canonicalText } from '../filing/canonical-text';
import { GUARDED_UNTIL_AGE } from '../filing/consent-record';
import { assessMeans } from '../filing/category-assessment';
import { minLivingLineOn, ruleSetOn } from '../filing/local-rules';
import { brokenCauseRule } from '../household/causes';
import { appendEvent, saveFile } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import { nextFileNo } from '../household/file-number';
import type { Household } from '../household/household.entity';
import { findHolder, HouseholdAlreadyFiled } from '../household/household-already-filed';
import { assertMayMeet, toldOf } from '../household/met-elsewhere';
import { householdMachine } from '../household/household.machine';
import type { HouseholdService } from '../household/household.service';
import { reasonOf } from '../household/plain-text';
import { TemporaryReason } from '../household/temporary-reason';
import { findPersonId, type NewMember, putMember } from '../member/member-row';
import { EmploymentStatus } from '../worker/employment-status';
import { HealthStatus } from '../worker/health-status';
import { HouseholdRelation } from '../worker/household-relation';
import { readName, readOptionalReason, readPhone } from '../worker/plain-text';
import { ageOn } from '../worker/resident-id';
import type { CloseTemporaryFileInput, OpenTemporaryFileInput } from './temporary-file.inputs';
import { assertUnionExists } from '../projection/existing-union';

/** One temporary file per person, and one row per person: the constraints decide. */
const UNIQUE_TEMPORARY = ['household_head_id_temporary_unique', 'worker_id_number_hash_unique'] as const;

/**
 * Opens and closes temporary files (临时档): households in hardship that are helped without being filed. Such a file holds nobody
 * (I1), counts in no figure of filed households, and is paid under the standards of its own group (I17).
 */
export class TemporaryFileWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
    private readonly files: HouseholdService,
  ) {}

  /**
   * Opens a temporary file for a household of one, to which members are added. Its category is what the rules give, or EDGE
   * below them. Who has an active file is refused.
   *
   * @throws ForbiddenError outside the regions in which the viewer writes. InvalidInputError for a wrong or masked number.
   */
  async open(viewer: Viewer, input: OpenTemporaryFileInput): Promise<Household | HouseholdAlreadyFiled | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'household:write');
    if (!isUuid(input.unionId)) throw new InvalidInputError('unionId', 'UNION_ID', 'This is no id of a union.');
    const head = this.headOf(input);
    const { idempotencyKey: key, ...form } = input;
    // Keyed: the hash of a form could be tried out against the ID numbers that are possible.
    const request = { form: this.cipher.hash('temporary-form', canonicalText(form)).toString('hex') };
    const told = <T extends object>(outcome: T): Promise<T | RuleBroken> =>
      toldOf(this.acts, viewer, outcome, { hashes: () => Promise.resolve([head.hash]), field: 'head.idNumber' });
    try {
      const outcome = await this.acts.once<Household, HouseholdAlreadyFiled | Refusal>(
        viewer,
        'temporary.open',
        { key, request },
        (tx) => this.insert(tx, input, head),
        (id) => this.files.get(viewer, id),
      );
      return await told(outcome);
    } catch (error) {
      if (UNIQUE_TEMPORARY.some((constraint) => isUniqueViolation(error, constraint)))
        return told(
          new RuleBroken(
            'TEMPORARY_FILE_OPEN',
            'head.idNumber',
            'This person has a temporary file: convert or close it.',
          ),
        );
      throw error;
    }
  }

  /**
   * Closes a temporary file that leads to no filing.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async close(viewer: Viewer, input: CloseTemporaryFileInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Household, Refusal>(viewer, 'temporary.close', async (tx) => {
      const reason = reasonOf(tx, input.reason);
      const { row, to } = await moveState<{ temporary_reason: string | null }, string, string>(tx, {
        table: 'household',
        id: input.id,
        machine: householdMachine,
        event: 'CLOSE_TEMPORARY',
        expectedVersion: input.expectedVersion,
        columns: 'status, version, region_code, temporary_reason',
      });
      tx.note({ reason });
      const columns = {
        status: to,
        closed_on: tx.today,
        temporary_reason: row.temporary_reason ?? TemporaryReason.NOT_QUALIFIED,
      };
      return saveFile(tx, input.id, columns, { kind: FileEventKind.CLOSED, note: reason });
    });
  }

  private headOf({ head }: OpenTemporaryFileInput): NewMember {
    const on = today(this.clock);
    const idNumber = parseResidentId(head.idNumber, on, 'head.idNumber');

    return {
      id: newId(),
      name: readName(head.name, 'head.name'),
      idNumber,
      hash: this.cipher.hash(HASH_DOMAIN.idNumber, idNumber),
      phone: head.phone ? readPhone(head.phone, 'head.phone') : null,
      relation: HouseholdRelation.HEAD,
      employmentStatus: head.employmentStatus,
      joinedOn: on,
    };
  }

  private async insert(tx: ActTransaction, input: OpenTemporaryFileInput, head: NewMember): Promise<string> {
    const reason = reasonOf(tx, input.reason);
    if (input.regionCode === PROVINCE_CODE || findRegion(input.regionCode, tx.today) === null)
      throw new InvalidInputError('regionCode', 'REGION_VALID_TODAY', 'No county or city with this code exists today.');
    await assertWritesForUnion(tx, input.unionId, 'unionId', 'household:write');
    await assertUnionExists(tx, input.unionId, 'unionId');
    const broken = brokenCauseRule(input);
    if (broken) tx.refuse(broken);
    if (ageOn(tx.today, head.idNumber) < GUARDED_UNTIL_AGE)
      tx.refuse(
        new RuleBroken('GUARDIAN_REQUIRED', 'head.idNumber', 'A child under 14 is a member of its guardian’s file.'),
      );
    await assertMayMeet(tx, 'head.idNumber');
    const holder = await findHolder(tx, [head.hash], null);
    if (holder?.fileNo != null) tx.refuse(HouseholdAlreadyFiled.seenBy(tx.viewer, holder));
    const rules = await ruleSetOn(tx, input.regionCode, tx.today);
    if (!rules)
      return tx.refuse(new RuleBroken('RULES_IN_FORCE', 'regionCode', 'No rules are in force in this region today.'));
    const lineFen = await minLivingLineOn(tx, input.regionCode, tx.today);
    if (lineFen === null)
      return tx.refuse(
        new RuleBroken('LINE_KNOWN', 'regionCode', 'The minimum-living line of this region today is not known.'),
      );
    const assessed = assessMeans(rules, { ...meansOf(tx, input, head), lineFen });
    const headId = (await findPersonId(tx, head.hash)) ?? head.id;
    const file = { id: newId(), regionCode: input.regionCode, unionId: input.unionId };
    await insertHousehold(tx, {
      ...fileColumns(tx, input),
      id: file.id,
      head_id: headId,
      file_no: `L${await nextFileNo(tx, input.regionCode, yearOf(tx.today))}`,
      ...assessedColumns(tx, rules, assessed, assessed.result ?? HardshipCategory.EDGE),
    });
    await putMember(tx, this.cipher, file, { ...head, id: headId });
    await insertAssessment(tx, file, rules, assessed, input);
    await appendEvent(tx, file.id, { kind: FileEventKind.TEMPORARY_OPENED, note: reason });
    tx.about('Household', file.id);
    tx.about('Worker', headId);
    tx.within(file.regionCode);
    tx.note({ because: input.because, reason });
    return file.id;
  }
}

function meansOf(tx: ActTransaction, input: OpenTemporaryFileInput, head: NewMember) {
  const person = {
    id: head.id,
    age: ageOn(tx.today, head.idNumber),
    employmentStatus: head.employmentStatus,
    health: HealthStatus.GOOD,
    isDisabled: false,
    isStudent: head.employmentStatus === EmploymentStatus.STUDENT,
  };
  const amounts = input.lines.map(({ kind, amount, personId }, index) => {
    if (amount <= 0n)
      throw new InvalidInputError(`lines.${index}.amount`, 'AMOUNT_POSITIVE', 'An amount is above zero.');
    if (personId)
      tx.refuse(
        new RuleBroken('MEMBER_OF_HOUSEHOLD', `lines.${index}.personId`, 'The head has no id yet: leave it out.'),
      );
    return { kind, personId: null, amountFen: amount };
  });
  return { persons: [person], amounts, isAccidental: input.isAccidental };
}

function fileColumns(tx: ActTransaction, input: OpenTemporaryFileInput): Record<string, unknown> {
  const works = [EmploymentStatus.ON_POST, EmploymentStatus.MIGRANT].includes(input.head.employmentStatus);
  return {
    status: 'TEMPORARY',
    temporary_reason: input.because,
    tier: ArchiveTier.GRASSROOTS,
    primary_cause: input.primaryCause,
    secondary_causes: input.secondaryCauses,
    other_cause: readOptionalReason(input.otherCause, 'otherCause'),
    is_migrant: false,
    is_zero_employment: !works,
    is_model_worker: false,
    region_code: input.regionCode,
    union_id: input.unionId,
    size: 1,
    recorded_on: tx.today,
    next_review_due_on: addMonths(tx.today, 12),
    version: 1,
    changed_at: tx.now,
  };
}

async function insertHousehold(tx: ActTransaction, columns: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(columns);
  await tx.query(
    `insert into household (${names.join(', ')}) values (${names.map((_name, index) => `$${index + 1}`).join(', ')})`,
    Object.values(columns),
  );
}

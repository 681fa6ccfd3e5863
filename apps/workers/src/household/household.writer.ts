import { assertCan, type Viewer } from '@nuan/auth';
import type { FieldCipher } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { refuseMask } from '@nuan/intake';
import { type HardshipCause } from '@nuan/kernel';

import { EmploymentStatus } from '../worker/employment-status';
import { readName, readOptionalReason, readReason } from '../worker/plain-text';
import { parseAccountNumber } from './account-number';
import { brokenCauseRule } from './causes';
import { lockEditable, saveFile } from './file-change';
import { FileEventKind } from './file-event-kind';
import type { Household } from './household.entity';
import type { ChangeCausesInput, SetBankAccountInput, UpdateHouseholdInput } from './household-write.inputs';
import { accountValues } from './open-file';

/** Members who count as having work when it is asked whether a household has none. */
const AT_WORK: readonly EmploymentStatus[] = [EmploymentStatus.ON_POST, EmploymentStatus.MIGRANT];

/** Writes what a file says of a household itself: home, group, measure, account, causes. Each change has a reason and an event. */
export class HouseholdWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Changes facts of the household; what the input doesn't name stays.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions. InvalidInputError for a masked address.
   */
  async update(viewer: Viewer, input: UpdateHouseholdInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Household, Refusal>(viewer, 'household.update', async (tx) => {
      const { file, reason } = await lockEditable(tx, input);
      const columns = this.factColumns(input);
      if (Object.keys(columns).length === 0)
        tx.refuse(new RuleBroken('NOTHING_TO_CHANGE', 'id', 'Name at least one fact to change.'));
      if (input.isZeroEmployment === true) await assertNobodyWorks(tx, input.id);
      const type = input.housingType === undefined ? file.housingType : input.housingType;
      const area = input.housingAreaM2 === undefined ? file.housingAreaM2 : input.housingAreaM2;
      if (type === null && area !== null)
        tx.refuse(new RuleBroken('HOUSING_TYPE_REQUIRED', 'housingType', 'A floor area needs the type of housing.'));
      tx.note({ changed: Object.keys(columns) });
      return saveFile(tx, input.id, columns, { kind: FileEventKind.FACTS_CHANGED, note: reason });
    });
  }

  /**
   * Sets the account that aid is paid to. The number is sealed and found again by its keyed hash; a card's check digit is checked,
   * and the name on it must be the head's (I15).
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions. InvalidInputError for a wrong or masked number.
   */
  async setBankAccount(viewer: Viewer, input: SetBankAccountInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    const accountNumber = parseAccountNumber(input.accountNumber, input.kind, 'accountNumber');
    const bankName = readReason(input.bankName, 'bankName');
    const holder = readName(input.holderName, 'holderName');
    return this.acts.perform<Household, Refusal>(viewer, 'household.setBankAccount', async (tx) => {
      const { reason } = await lockEditable(tx, input);
      const [head] = await tx.query<{ name: string }[]>(
        'select w.name from household h join worker w on w.id = h.head_id where h.id = $1',
        [input.id],
      );
      if (head?.name !== holder)
        tx.refuse(new RuleBroken('ACCOUNT_NOT_OF_HEAD', 'holderName', 'The account must be in the head’s name.'));
      const columns = accountValues(this.cipher, { bankName, kind: input.kind, accountNumber });
      return saveFile(tx, input.id, columns, { kind: FileEventKind.ACCOUNT_CHANGED, note: reason });
    });
  }

  /**
   * Sets the causes of hardship, all at once (I7).
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async changeCauses(viewer: Viewer, input: ChangeCausesInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Household, Refusal>(viewer, 'household.changeCauses', async (tx) => {
      const { file, reason } = await lockEditable(tx, input);
      const broken = brokenCauseRule(input);
      if (broken) tx.refuse(broken);
      const other = readOptionalReason(input.otherCause, 'otherCause');
      tx.note({ before: causesOf(file), after: causesOf(input) });
      const columns = {
        primary_cause: input.primaryCause,
        secondary_causes: input.secondaryCauses,
        other_cause: other,
      };
      return saveFile(tx, input.id, columns, { kind: FileEventKind.CAUSES_CHANGED, note: reason });
    });
  }

  private factColumns(input: UpdateHouseholdInput): Record<string, unknown> {
    const columns: Record<string, unknown> = {};
    if (input.housingType !== undefined) columns['housing_type'] = input.housingType;
    if (input.housingAreaM2 !== undefined) columns['housing_area_m2'] = input.housingAreaM2;
    if (input.keyGroup !== undefined) columns['key_group'] = input.keyGroup;
    if (input.measure !== undefined) columns['measure'] = input.measure;
    if (input.canHelpItself !== undefined) columns['can_help_itself'] = input.canHelpItself;
    if (input.isZeroEmployment !== undefined) columns['is_zero_employment'] = input.isZeroEmployment ?? false;
    if (input.address !== undefined) {
      if (input.address !== null) refuseMask(input.address, 'address');
      columns['address_sealed'] = input.address === null ? null : this.cipher.seal(input.address.trim());
    }
    return columns;
  }
}

async function assertNobodyWorks(tx: ActTransaction, householdId: string): Promise<void> {
  const [found] = await tx.query<{ workers: number }[]>(
    'select count(*)::int as workers from worker where household_id = $1 and employment_status = any($2::text[])',
    [householdId, AT_WORK],
  );
  const workers = found?.workers ?? 0;
  if (workers > 0)
    tx.refuse(
      new RuleBroken('ZERO_EMPLOYMENT_CONTRADICTED', 'isZeroEmployment', 'A member of this household has work.', {
        workers,
      }),
    );
}

function causesOf(file: {
  readonly primaryCause: HardshipCause;
  readonly secondaryCauses: readonly HardshipCause[];
}): string[] {
  return [file.primaryCause, ...file.secondaryCauses];
}

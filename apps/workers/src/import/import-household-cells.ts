import { type RowReader, byRule } from '@nuan/intake';
import type { ArchiveTier, HardshipCategory, HardshipCause, LocalDate } from '@nuan/kernel';

import { parseAccountNumber } from '../household/account-number';
import { BankAccountKind } from '../household/bank-account';
import { brokenCauseRule } from '../household/causes';
import type { KeyGroup } from '../household/key-group';
import type { NewAccount, NewFile } from '../household/new-file';
import type { ReliefMeasure } from '../household/relief-measure';
import { readName } from '../worker/plain-text';
import { IMPORT_WORDS } from './import-words';

/** What the head's row says of the household, as plain JSON: amounts in fen as text. */
export interface ImportedHousehold {
  readonly tier: ArchiveTier;
  readonly primaryCause: HardshipCause;
  readonly secondaryCauses: readonly HardshipCause[];
  readonly otherCause: string | null;
  readonly annualIncomeFen: string;
  readonly rigidExpenseFen: string;
  readonly assessedOn: LocalDate;
  readonly minLivingLineFen: string | null;
  readonly category: HardshipCategory | null;
  readonly keyGroup: KeyGroup | null;
  readonly measure: ReliefMeasure | null;
  readonly canHelpItself: boolean | null;
  readonly housing: NewFile['housing'];
  readonly address: string | null;
  readonly bank: NewAccount | null;
  readonly regionCode: string | null;
  readonly recordedOn: LocalDate;
  readonly lastVisitedOn: LocalDate | null;
}

/** Reads what the head's row says of the household; null when something bars it, told to the row. */
export function readHousehold(row: RowReader, headName: string | null, today: LocalDate): ImportedHousehold | null {
  const tier = row.required('tier', row.oneOf('tier', IMPORT_WORDS.tier));
  const causes = readCauses(row);
  const annualIncome = row.required('annualIncome', row.yuan('annualIncome'));
  const rigidExpense = row.required('rigidExpense', row.yuan('rigidExpense'));
  const assessedOn = row.required('assessedOn', pastDay(row, 'assessedOn', today));
  const rest = {
    minLivingLineFen: row.yuan('minLivingLine')?.toString() ?? null,
    category: row.oneOf('category', IMPORT_WORDS.category),
    keyGroup: row.oneOf('keyGroup', IMPORT_WORDS.keyGroup),
    measure: row.oneOf('measure', IMPORT_WORDS.measure),
    canHelpItself: row.flag('canHelpItself'),
    housing: readHousing(row),
    address: row.text('address', 200),
    bank: readBank(row, headName),
    regionCode: readRegionCode(row),
    recordedOn: pastDay(row, 'recordedOn', today) ?? today,
    lastVisitedOn: pastDay(row, 'lastVisitedOn', today),
  };
  if (!tier || !causes || annualIncome === null || rigidExpense === null || !assessedOn) return null;
  const amounts = { annualIncomeFen: annualIncome.toString(), rigidExpenseFen: rigidExpense.toString() };
  return { tier, ...causes, ...amounts, assessedOn, ...rest };
}

function readCauses(row: RowReader): Pick<ImportedHousehold, 'primaryCause' | 'secondaryCauses' | 'otherCause'> | null {
  const primaryCause = row.required('primaryCause', row.oneOf('primaryCause', IMPORT_WORDS.cause));
  const secondaryCauses = row.someOf('secondaryCauses', IMPORT_WORDS.cause);
  const otherCause = row.text('otherCause', 200);
  if (primaryCause === null) return null;
  const broken = brokenCauseRule({ primaryCause, secondaryCauses, otherCause });
  if (broken) row.refuse(broken.field, broken.rule, broken.message);
  return { primaryCause, secondaryCauses, otherCause };
}

function pastDay(row: RowReader, key: string, today: LocalDate): LocalDate | null {
  const day = row.date(key);
  return day !== null && day > today ? row.refuse(key, 'NOT_IN_FUTURE', 'This day has not come yet.') : day;
}

function readHousing(row: RowReader): ImportedHousehold['housing'] {
  const type = row.oneOf('housingType', IMPORT_WORDS.housingType);
  const areaM2 = row.decimal('housingAreaM2', 9_999);
  if (type === null && areaM2 !== null)
    row.refuse('housingType', 'HOUSING_WHOLE', 'Write the type of housing with its area.');
  return type === null ? null : { type, areaM2 };
}

/** The account, in the head's name as a filing asks for it (I15); without the name on it, it waits to be set in the file. */
function readBank(row: RowReader, headName: string | null): ImportedHousehold['bank'] {
  const bankName = row.text('bankName', 100);
  const kind = row.oneOf('accountKind', IMPORT_WORDS.accountKind) ?? BankAccountKind.BANK_CARD;
  const accountNumber = byRule(row, 'accountNumber', (text) => parseAccountNumber(text, kind, 'accountNumber'));
  const holder = byRule(row, 'accountHolder', (text) => readName(text, 'accountHolder'));
  if (holder !== null && headName !== null && holder !== headName)
    row.refuse('accountHolder', 'ACCOUNT_NOT_OF_HEAD', 'The account must be in the head’s name.');
  if (bankName !== null && accountNumber !== null)
    return { bankName, kind, accountNumber, isNameChecked: holder !== null };
  if (bankName !== null || holder !== null || row.text('accountNumber') !== null)
    row.required(bankName === null ? 'bankName' : 'accountNumber', null);
  return null;
}

function readRegionCode(row: RowReader): string | null {
  const code = row.text('regionCode');
  return code === null || /^\d{6}$/.test(code)
    ? code
    : row.refuse('regionCode', 'REGION_CODE', 'Write the six digits of the region.');
}

import { type FieldCipher, HASH_DOMAIN } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { isUuid, type LocalDate } from '@nuan/kernel';

import type { RowReader } from '../row-reader';
import { tableColumn, type TableColumn } from '../table-columns';
import { readIdNumber } from './import-cells';
import type { RowRefusal } from './list-import-rules';

/**
 * The columns by which a row names its person, either of them, where workers alone keeps ID numbers: one in a list becomes its keyed hash as it
 * is read, which finds the person in `worker_projection` and opens nothing.
 */
export const PERSON_COLUMNS: readonly TableColumn[] = [
  tableColumn('idNumber', '身份证号', '18 characters, of a person on file; format the column as text', {
    aliases: ['公民身份号码', '证件号码', 'ID number'],
  }),
  tableColumn(
    'personId',
    '职工编号',
    'The number of the person in the system; where it is known, no ID number is needed',
    {
      aliases: ['人员编号', 'Person id'],
    },
  ),
];

/** Whom a row names. */
export interface NamedPerson {
  readonly numberToken: string | null;
  readonly personId: string | null;
  /** Column that is told of when there is no such person. */
  readonly column: 'idNumber' | 'personId';
}

/** A row that names a person. */
export interface RowOfPerson {
  readonly person: NamedPerson;
}

/** Reads whom a row names: by the ID number, by the number in the system, or by both; null when something bars it, told to the row. */
export function readPerson(row: RowReader, cipher: FieldCipher, today: LocalDate): NamedPerson | null {
  const idNumber = readIdNumber(row, today);
  const personId = readPersonNumber(row);
  if (idNumber !== null)
    return { numberToken: cipher.hash(HASH_DOMAIN.idNumber, idNumber).toString('hex'), personId, column: 'idNumber' };
  if (personId !== null) return { numberToken: null, personId, column: 'personId' };
  return row.isBarred
    ? null
    : row.refuse('personId', 'REQUIRED', 'Name the person: by the ID number, or by this number.');
}

function readPersonNumber(row: RowReader): string | null {
  const text = row.text('personId', 36)?.toLowerCase() ?? null;
  if (text === null || isUuid(text)) return text;
  return row.refuse('personId', 'PERSON_NUMBER', 'This is no number of a person: copy it from the system.');
}

/** A person whom a list names. */
interface PersonThere {
  readonly id: string;
  readonly region: string;
  readonly isErased: boolean;
  readonly numberToken: string | null;
}

/** The persons whom the rows of a piece name. */
export class PeopleOfList {
  private readonly byId: ReadonlyMap<string, PersonThere>;
  private readonly byToken: ReadonlyMap<string, PersonThere>;

  constructor(found: readonly PersonThere[]) {
    this.byId = new Map(found.map((person) => [person.id, person]));
    this.byToken = new Map(
      found.flatMap((person) => (person.numberToken === null ? [] : [[person.numberToken, person]])),
    );
  }

  /** Whom a row names; undefined for nobody, or for two different ones. */
  of({ person: { numberToken, personId } }: RowOfPerson): PersonThere | undefined {
    const [named, numbered] = [this.byToken.get(numberToken ?? ''), this.byId.get(personId ?? '')];
    if (numberToken !== null && personId !== null) return named === numbered ? named : undefined;
    return named ?? numbered;
  }

  /** The id of whom a row names; empty for nobody. */
  idOf(row: RowOfPerson): string {
    return this.of(row)?.id ?? '';
  }

  /** What bars a row for its person: nobody there has the number, or its owner erased the data. */
  unfit(row: RowOfPerson): RowRefusal | null {
    const { column } = row.person;
    const found = this.of(row);
    if (!found)
      return {
        column,
        rule: 'PERSON_OF_REGION',
        message: 'No person with this number lives in the region of the list; or the two numbers are of two persons.',
      };
    return found.isErased ? { column, rule: 'PERSON_ERASED', message: 'The data of this person was erased.' } : null;
  }
}

/**
 * The persons whom the rows of a piece name and who live under one of the patterns; held in one order, so that two acts about one person take
 * turns.
 *
 * @param within patterns of region codes, such as `3401%`.
 */
export async function peopleOfList(
  tx: ActTransaction,
  rows: readonly RowOfPerson[],
  within: readonly string[],
): Promise<PeopleOfList> {
  const found = await tx.query<PersonThere[]>(
    `select id, region_code as region, erased_on is not null as "isErased", number_token as "numberToken" from worker_projection
     where (id = any($1::uuid[]) or number_token = any($2::text[])) and region_code like any($3::text[]) order by id for update`,
    [
      rows.flatMap(({ person }) => person.personId ?? []),
      rows.flatMap(({ person }) => person.numberToken ?? []),
      within,
    ],
  );
  return new PeopleOfList(found);
}

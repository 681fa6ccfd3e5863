import { writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { peopleOfList, type PeopleOfList, type RowOfPerson, type RowRefusal } from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

/** The session that a list is about. */
export interface SessionOfList {
  readonly region: string;
  readonly endsOn: LocalDate;
}

/**
 * A session of the viewer's write regions, named to the audit.
 *
 * @throws NotFoundError for any other.
 */
export async function sessionOfList(tx: ActTransaction, id: string): Promise<SessionOfList> {
  const [session] = await tx.query<SessionOfList[]>(
    'select region_code as region, ends_on as "endsOn" from training_session where id = $1 and region_code like any($2::text[])',
    [id, writePatterns(tx.viewer)],
  );
  if (!session) throw new NotFoundError('TrainingSession', id);
  tx.about('TrainingSession', id);
  return session;
}

/** The participants of a session whom the rows of a piece name. */
export interface ParticipantsOfList {
  readonly people: PeopleOfList;
  /** The participation of whom a row names; empty for nobody's. */
  enrollmentOf(row: RowOfPerson): string;
  /** What bars a row: nobody is named, or somebody who has not applied. */
  unfit(row: RowOfPerson): RowRefusal | null;
}

/** Who of the rows of a piece takes part in a session, of the viewer's write regions: people come from other counties too. */
export async function participantsOfList(
  tx: ActTransaction,
  sessionId: string,
  rows: readonly RowOfPerson[],
): Promise<ParticipantsOfList> {
  const people = await peopleOfList(tx, rows, writePatterns(tx.viewer));
  const found = await tx.query<{ id: string; person: string }[]>(
    'select id, person_id as person from enrollment where session_id = $1 and person_id = any($2::uuid[])',
    [sessionId, rows.flatMap((row) => people.of(row)?.id ?? [])],
  );
  const enrollments = new Map(found.map(({ id, person }) => [person, id]));
  const enrollmentOf = (row: RowOfPerson): string => enrollments.get(people.idOf(row)) ?? '';
  return {
    people,
    enrollmentOf,
    unfit: (row) => people.unfit(row) ?? (enrollmentOf(row) === '' ? notEnrolled(row) : null),
  };
}

const notEnrolled = ({ person: { column } }: RowOfPerson): RowRefusal => ({
  column,
  rule: 'ENROLLED',
  message: 'This person has not applied for the session.',
});

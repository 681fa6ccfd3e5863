import { idNumber } from '../casework/household';

/** Values that stand nowhere else in the world: wherever one is found, it came from what the stories sent. */
export const CANARY = {
  headId: idNumber('1971-03-17', 777),
  childId: idNumber('2007-05-11', 778),
  account: '9999997770001234563',
  phone: '10077712345',
  address: '金丝雀路七百七十七号',
} as const;

/** People of a list: they reach the register, are paid, trained, brought home. */
export const LISTED = {
  headId: idNumber('1911-06-17', 779),
  spouseId: idNumber('1912-06-17', 780),
  account: '9999997780001234570',
  phone: '10077812345',
  address: '画眉巷七百七十八号',
} as const;

/** What is written where it doesn't belong: into every text, id, amount, date and word of every mutation. A text that is kept may hold it. */
export const MISPLACED = {
  id: idNumber('1958-02-21', 781),
  account: '9999997790001234587',
  phone: '10077912345',
} as const;

/** Values that may stand in no log, refusal, metric, audit, change or job. */
export const ALL_CANARIES: readonly string[] = [CANARY, LISTED, MISPLACED].flatMap((values) => Object.values(values));

/** Those that may stand in no column of any table. */
export const SEALED_CANARIES: readonly string[] = [CANARY, LISTED].flatMap((values) => Object.values(values));

/** Whether a text holds one of these values. */
export function holdsCanary(text: string, values: readonly string[] = ALL_CANARIES): boolean {
  return values.some((canary) => text.includes(canary));
}

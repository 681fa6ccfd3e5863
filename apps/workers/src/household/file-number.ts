import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

/** A region's first number of a year goes on from the files that are there; of two first ones the second adds to the first. */
const FIRST = `
insert into file_number as n (region_code, year, last_sequence)
select $1, $2, $4::integer + coalesce(max(right(file_no, -length($3))::integer), 0) from household
where starts_with(file_no, $3) and right(file_no, -length($3)) ~ '^[0-9]{5,9}$'
on conflict on constraint file_number_pkey do update set last_sequence = n.last_sequence + $4::integer
returning last_sequence as "last"`;

const NEXT = `
update file_number set last_sequence = last_sequence + $3::integer where region_code = $1 and year = $2 returning last_sequence as "last"`;

interface Sequence {
  readonly last: number;
}

/**
 * The next number of a region's files in a year (档案编号): K, region code, year, five digits. The counter's row stays locked until
 * the transaction ends, so a number is never given twice, and one that was given up is given again: no gaps.
 */
export async function nextFileNo(tx: Pick<ActTransaction, 'query'>, regionCode: string, year: number): Promise<string> {
  const [fileNo = ''] = await nextFileNos(tx, regionCode, year, 1);
  return fileNo;
}

/** The next numbers at once, in order. */
export async function nextFileNos(
  tx: Pick<ActTransaction, 'query'>,
  regionCode: string,
  year: number,
  count: number,
): Promise<string[]> {
  const prefix = `K${regionCode}-${year}-`;
  const [rows] = await tx.query<[Sequence[], number]>(NEXT, [regionCode, year, count]);
  const [next] = rows.length > 0 ? rows : await first(tx, [regionCode, year, prefix, count]);
  const from = (next?.last ?? 0) - count + 1;
  return Array.from({ length: count }, (_, at) => `${prefix}${String(from + at).padStart(5, '0')}`);
}

function first(tx: Pick<ActTransaction, 'query'>, values: readonly unknown[]): Promise<Sequence[]> {
  return beyondRegions('a region numbers the files of all its unions', () => tx.query<Sequence[]>(FIRST, values));
}

import { scopePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { andOfUnions, RuleBroken } from '@nuan/federation';
import { isWithin, type LocalDate, RegionLevel, regionPrefix, UnionLevel } from '@nuan/kernel';
import { findRegion, levelOf } from '@nuan/regions';

import { PARENT_LEVELS } from './union-levels';

/** Columns of a union that its writers decide by. */
export interface UnionRow {
  readonly id: string;
  readonly level: UnionLevel;
  readonly region_code: string;
  readonly parent_id: string | null;
  readonly founded_on: LocalDate | null;
  readonly dissolved_on: LocalDate | null;
  readonly version: number;
}

/** Where a union is to stand. */
export interface UnionPlace {
  readonly id: string | null;
  readonly level: UnionLevel;
  readonly region: string;
  readonly parent: UnionRow;
}

const REGION_LEVELS: Partial<Record<UnionLevel, RegionLevel>> = {
  [UnionLevel.PROVINCE]: RegionLevel.PROVINCE,
  [UnionLevel.PREFECTURE]: RegionLevel.PREFECTURE,
  [UnionLevel.COUNTY]: RegionLevel.COUNTY,
};

/** Takes the one lock of the tree: whoever founds, moves or dissolves decides alone. */
export async function holdTree(tx: ActTransaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('trade_union_tree'))`);
}

/**
 * A union that the act refers to, held as it is; refuses one that is dissolved.
 *
 * @throws NotFoundError when it is unknown or outside the regions that the viewer may see.
 */
export async function referredUnion(tx: ActTransaction, id: string, field: string): Promise<UnionRow> {
  const [union] = await tx.query<UnionRow[]>(
    `select * from trade_union where id = $1 and region_code like any($2::text[]) ${andOfUnions(tx.viewer, 'id')} for share`,
    [id, scopePatterns(tx.viewer)],
  );
  if (!union) throw new NotFoundError('TradeUnion', id);
  if (union.dissolved_on !== null)
    tx.refuse(
      new RuleBroken('UNION_EXISTS', field, 'This union is dissolved: name the one that took over.', {
        dissolvedOn: union.dissolved_on,
      }),
    );
  return union;
}

/** The rule that a place in the tree breaks; null when it fits. */
export async function brokenByPlace(tx: ActTransaction, place: UnionPlace): Promise<RuleBroken | null> {
  const { id, level, region, parent } = place;
  if (!PARENT_LEVELS[level].includes(parent.level))
    return new RuleBroken('PARENT_LEVEL', 'parentId', 'A union of this level does not stand under that one.', {
      level,
      parentLevel: parent.level,
    });
  if (REGION_LEVELS[level] !== undefined && levelOf(region) !== REGION_LEVELS[level])
    return new RuleBroken('LEVEL_OF_REGION', 'region', 'The level of the union is not that of its region.');
  if (!isWithin(region, regionPrefix(parent.region_code)))
    return new RuleBroken('PARENT_REGION', 'region', 'Its region lies outside that of the union above.');
  if (isDirect(place) && findRegion(region)?.directlyAdministered !== true)
    return new RuleBroken(
      'DIRECTLY_ADMINISTERED',
      'parentId',
      'The province does not administer this county directly.',
    );
  if (id !== null && (await isBelow(tx, parent.id, id)))
    return new RuleBroken('NO_CYCLE', 'parentId', 'That union stands below this one.');
  return null;
}

/** Whether a union in this place is a county federation directly under the province. */
export function isDirect({ level, parent }: Pick<UnionPlace, 'level' | 'parent'>): boolean {
  return level === UnionLevel.COUNTY && parent.level === UnionLevel.PROVINCE;
}

/** Whether a union is another one or stands anywhere below it; asked under the lock of the tree. */
export async function isBelow(tx: ActTransaction, id: string, other: string): Promise<boolean> {
  const [found] = await tx.query<{ below: boolean }[]>(
    `with recursive up as (
       select u.id, u.parent_id from trade_union u where u.id = $1
       union select u.id, u.parent_id from trade_union u join up on u.id = up.parent_id
     ) select exists (select from up where id = $2) as below`,
    [id, other],
  );
  return found?.below ?? false;
}

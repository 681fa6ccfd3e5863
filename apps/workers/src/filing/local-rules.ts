import { rowMapping } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import type { LocalDate } from '@nuan/kernel';

import { CategoryRuleSet } from './category-rule-set.entity';
import type { CheckSource } from './check-source';

type Database = Pick<ActTransaction, 'query'>;

const ruleSets = rowMapping(CategoryRuleSet, 'r');

/** A region and those above it: '340103' → '340103', '340100', '340000'. As text the most local is the greatest. */
export function regionChain(regionCode: string): string[] {
  return [...new Set([regionCode, `${regionCode.slice(0, 4)}00`, `${regionCode.slice(0, 2)}0000`])];
}

/** The category rules in force in a region on a day, the most local ones; null when none are. */
export async function ruleSetOn(db: Database, regionCode: string, on: LocalDate): Promise<CategoryRuleSet | null> {
  const [row] = await db.query<Record<string, unknown>[]>(
    `select ${ruleSets.columns} from category_rule_set r
     where r.region_code = any($1::text[]) and r.valid_from <= $2 and (r.valid_to is null or r.valid_to >= $2)
     order by r.region_code desc, r.valid_from desc limit 1`,
    [regionChain(regionCode), on],
  );
  return row ? ruleSets.map(row) : null;
}

/** The monthly minimum-living line of a region on a day, in fen; its city's where it has none of its own, null when unknown. */
export async function minLivingLineOn(db: Database, regionCode: string, on: LocalDate): Promise<bigint | null> {
  const [row] = await db.query<{ line: string }[]>(
    `select l.line_fen as line from min_living_line_projection l
     where l.region_code = any($1::text[]) and l.valid_from <= $2 order by l.region_code desc, l.valid_from desc limit 1`,
    [regionChain(regionCode), on],
  );
  return row ? BigInt(row.line) : null;
}

/** Sources that must have answered for a region on a day: its own and those of the regions above it. */
export async function requiredChecksOn(db: Database, regionCode: string, on: LocalDate): Promise<CheckSource[]> {
  const rows = await db.query<{ source: CheckSource }[]>(
    `select distinct c.source from required_check c
     where c.region_code = any($1::text[]) and c.valid_from <= $2 and (c.valid_to is null or c.valid_to >= $2) order by c.source`,
    [regionChain(regionCode), on],
  );
  return rows.map(({ source }) => source);
}

/** Full working days that a notice of a kind must stand in a region from a day on; null when no rule says. */
export async function noticeDaysOn(
  db: Database,
  kind: 'FILING' | 'EXIT',
  regionCode: string,
  on: LocalDate,
): Promise<number | null> {
  const [row] = await db.query<{ days: number }[]>(
    `select r.min_working_days as days from publicity_rule r
     where r.kind = $1 and r.region_code = any($2::text[]) and r.valid_from <= $3
     order by r.region_code desc, r.valid_from desc limit 1`,
    [kind, regionChain(regionCode), on],
  );
  return row?.days ?? null;
}

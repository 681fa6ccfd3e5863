import { FaultError } from '@nuan/errors';
import { SENSITIVITIES, type Sensitivity } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

/** What becomes of a column that tells of a person when that person is erased (清除). Every such column has one fate. */
export const FATES = {
  ERASED: 'Emptied, or replaced by a value that says nothing.',
  UNNAMED:
    'Stays: once name, numbers, contact and free texts are gone it tells something of an id that names nobody, and counts and sums need it.',
  LEDGER: 'Stays as it was: money that moved is accounted for, and the books are kept.',
  AUDIT: 'Stays: the record of who did what, by ids, by which misuse is found.',
  OFFICER: 'Stays: an officer or a public body named for the duty of the office, not a person helped.',
  EXPIRES: 'Deleted by its own short term, whoever asks.',
} as const;

/** A fate of {@link FATES}. */
export type Fate = keyof typeof FATES;

/** Names of columns, parted by spaces. */
type Columns = string;

/** How sensitive the columns of one table are (字段敏感级别); each column stands in it once. */
export interface TablePolicy {
  readonly PUBLIC?: Columns;
  readonly INTERNAL?: Columns;
  readonly PERSONAL?: Readonly<Partial<Record<Fate, Columns>>>;
  readonly SENSITIVE?: Readonly<Partial<Record<Fate, Columns>>>;
  /** Sensitive columns of text, JSON or bytes that are not sealed, each with the reason why it needn't be. */
  readonly unsealed?: Readonly<Record<string, string>>;
}

/** The columns of a whole database by table. */
export type ColumnPolicy = Readonly<Record<string, TablePolicy>>;

/** One column as its policy has it. */
export interface ColumnRule {
  readonly table: string;
  readonly column: string;
  readonly sensitivity: Sensitivity;
  /** Null for a column that tells of nobody. */
  readonly fate: Fate | null;
  readonly unsealedBecause: string | null;
}

const words = (columns: Columns): string[] => columns.split(/\s+/).filter((word) => word !== '');

/**
 * The columns of a policy, one by one.
 *
 * @throws FaultError when a column stands twice, or a reason stands for a column that isn't sensitive.
 */
export function columnRules(policy: ColumnPolicy): ColumnRule[] {
  return Object.entries(policy).flatMap(([table, levels]) => rulesOf(table, levels));
}

function rulesOf(table: string, levels: TablePolicy): ColumnRule[] {
  const rules = SENSITIVITIES.flatMap((sensitivity) => {
    const stated = levels[sensitivity] ?? {};
    const byFate: [Fate | null, Columns][] =
      typeof stated === 'string' ? [[null, stated]] : (Object.entries(stated) as [Fate, Columns][]);
    return byFate.flatMap(([fate, columns]) =>
      words(columns).map((column): ColumnRule => {
        const unsealedBecause = levels.unsealed?.[column] ?? null;
        return { table, column, sensitivity, fate, unsealedBecause };
      }),
    );
  });
  const seen = new Set<string>();
  for (const { column } of rules) {
    if (seen.has(column)) throw new FaultError(`column ${table}.${column} is declared twice`);
    seen.add(column);
  }
  for (const column of Object.keys(levels.unsealed ?? {})) {
    if (!rules.some((rule) => rule.column === column && rule.sensitivity === 'SENSITIVE'))
      throw new FaultError(`${table}.${column} has a reason to be unsealed and isn't declared SENSITIVE`);
  }
  return rules;
}

interface LiveColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const COLUMNS = `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p','m') and not c.relispartition order by c.relname, a.attnum`;

/** Types that hold what was written, as opposed to numbers, days, flags and ids. */
const HOLDS_TEXT = /^(text|character|json|bytea)/;

/** Bytes that nobody reads without a key: a sealed value, or the keyed hash of one. */
const NEEDS_KEY = /_(sealed|hash)$/;

/**
 * Where a database and the policy of its columns part: a column without a line, a line without a column, a sensitive text that lies
 * open without a reason, a reason that isn't needed. Empty when they agree.
 */
export async function columnFindings(db: Pick<DataSource, 'query'>, policy: ColumnPolicy): Promise<string[]> {
  const live = await db.query<LiveColumn[]>(COLUMNS);
  const rules = new Map(columnRules(policy).map((rule) => [`${rule.table}.${rule.column}`, rule]));
  const found: string[] = [];
  for (const { table, column, type } of live) {
    const name = `${table}.${column}`;
    const rule = rules.get(name);
    rules.delete(name);
    if (rule === undefined) found.push(`${name} has no declared sensitivity`);
    else found.push(...sealingFindings(name, type, rule));
  }
  return [...found, ...[...rules.keys()].map((name) => `${name} is declared and does not exist`)];
}

function sealingFindings(name: string, type: string, rule: ColumnRule): string[] {
  const isKeyed = type === 'bytea' && NEEDS_KEY.test(rule.column);
  if (type === 'bytea' && rule.column.endsWith('_sealed') && rule.sensitivity !== 'SENSITIVE')
    return [`${name} is sealed and not declared SENSITIVE`];
  const liesOpen = rule.sensitivity === 'SENSITIVE' && HOLDS_TEXT.test(type) && !isKeyed;
  if (liesOpen && rule.unsealedBecause === null)
    return [`${name} is sensitive ${type} and neither sealed nor excused by a reason`];
  if (!liesOpen && rule.unsealedBecause !== null) return [`${name} needs no reason to be unsealed`];
  return [];
}

/** The sealed columns of a policy by table: what a rotation of keys seals anew. */
export function sealedColumns(policy: ColumnPolicy): ReadonlyMap<string, readonly string[]> {
  const byTable = new Map<string, string[]>();
  for (const { table, column } of columnRules(policy))
    if (column.endsWith('_sealed')) byTable.set(table, [...(byTable.get(table) ?? []), column]);
  return byTable;
}

/** Columns of the tables that {@link foundation} makes. */
export const FOUNDATION_COLUMNS: ColumnPolicy = {
  bulk_load: { INTERNAL: 'id kind scale seed counts checksum started_at finished_at' },
  projection_cursor: { INTERNAL: 'source cursor applied_at' },
  rollup_counter: { INTERNAL: 'metric region_code campaign year key n amount_fen' },
  rollup_delta: { INTERNAL: 'id metric region_code campaign year key n amount_fen' },
  schema_migration: { PUBLIC: 'id timestamp name' },
};

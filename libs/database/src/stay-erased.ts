import { FaultError } from '@nuan/errors';
import type { QueryRunner } from 'typeorm';

/** What stands in the place of a text that was erased. */
const TOMBSTONE = `'已清除'`;

/** How an erased column is left: `EMPTY` is null, `WORD` the word for erased where there was a text, or SQL over `new` where neither will do. */
export type Blank = 'EMPTY' | 'WORD' | { readonly sql: string };

/** A row that another names by `id`, and that says on which day it was erased (`erased_on`), or names one that does. */
export interface ErasedLink {
  /** Column that names it. */
  readonly column: string;
  readonly table: string;
  /** How it is known of the row that is named, where that has no `erased_on` of its own. */
  readonly by?: readonly ErasedLink[];
}

/** A table of which some columns are erased with a person, a file or an application, and stay so. */
export interface ErasedTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, Blank>>;
  /** Whose erasure it is: the row's own `erased_on`, or that of rows that it names. */
  readonly of: 'ITSELF' | readonly ErasedLink[];
  /**
   * How the named row is held until the write commits, so that no erasure comes in between: `share` where only the feed writes it, `key share`
   * where acts write it too and erasing locks it for update.
   */
  readonly lock?: 'share' | 'key share';
}

/** A chain of links from a row to the one with `erased_on`. */
type Chain = readonly ErasedLink[];

/**
 * Makes the database leave the erased columns of a table blank for good: whoever inserts or updates a row of somebody who was erased finds
 * them blank again, whatever it wrote; a step that writes none of them asks nothing. An erasure that is under way is waited for. Rows that were filled again before are blanked now.
 */
export async function staysErased(queryRunner: QueryRunner, erased: ErasedTable): Promise<void> {
  const table = identifier(erased.table);
  const columns = Object.entries(erased.columns).map(([column, blank]) => ({
    column: identifier(column),
    sql: sqlOf(column, blank),
  }));
  const filled = columns.map(({ column }) => `new.${column} is not null`).join(' or ');
  // A row that is being erased is blanked by what erases it, and on record there.
  const [self, gone] =
    erased.of === 'ITSELF'
      ? ['new.erased_on is not null and ', `tg_op = 'INSERT' or old.erased_on is not null`]
      : ['', 'false'];
  await queryRunner.query(`
create function ${table}_stays_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone boolean := ${gone};
begin
${chainsOf(erased)
  .map((chain) => askedOf(chain, erased.lock ?? 'key share'))
  .join('\n')}
  if gone then
${columns.map(({ column, sql }) => `    new.${column} := ${sql};`).join('\n')}
  end if;
  return new;
end $$;
comment on function ${table}_stays_erased() is 'Leaves blank what was erased: no later step fills it again.';
create trigger ${table}_stays_erased before insert or update of ${columns.map(({ column }) => column).join(', ')} on ${table} for each row
  when (${self}(${filled})) execute function ${table}_stays_erased();`);
  await blankAgain(queryRunner, erased);
}

/**
 * Blanks rows of a table of {@link staysErased} that were filled again before. Rows that are published say so by a version of their own,
 * and who follows them learns of it.
 */
export async function blankAgain(queryRunner: QueryRunner, erased: ErasedTable): Promise<void> {
  const table = identifier(erased.table);
  const [first = ''] = Object.keys(erased.columns).map(identifier);
  const versions = (await queryRunner.query(
    `select 1 from pg_attribute where attrelid = '${table}'::regclass and attname = 'version' and not attisdropped`,
  )) as object[];
  const raised = versions.length > 0 ? ', version = version + 1' : '';
  await queryRunner.query(
    `update ${table} set ${first} = ${first}${raised} where (${isFilled(erased)}) and (${isGone(erased)})`,
  );
}

/**
 * In SQL, whether a row holds something in any of the columns: more than null or the word, or something else than the blank of its own. A blank
 * that differs from itself, as a random one does, can't be told from what was written: the columns beside it tell.
 */
function isFilled({ table, columns }: ErasedTable): string {
  return Object.entries(columns)
    .map(([column, blank]) => {
      if (blank === 'EMPTY') return `${table}.${column} is not null`;
      if (blank === 'WORD') return `${table}.${column} <> ${TOMBSTONE}`;
      const own = blank.sql.replaceAll('new.', `${table}.`);
      return `(${table}.${column} is distinct from ${own} and ${own} is not distinct from ${own})`;
    })
    .join(' or ');
}

/** The reverse of {@link staysErased}; what was blanked stays blank. */
export async function dropStaysErased(queryRunner: QueryRunner, { table }: ErasedTable): Promise<void> {
  const name = identifier(table);
  await queryRunner.query(`drop trigger ${name}_stays_erased on ${name}; drop function ${name}_stays_erased();`);
}

/** Every chain of links that leads from a row to what was erased. */
export function chainsOf({ of }: Pick<ErasedTable, 'of'>): Chain[] {
  const follow = (link: ErasedLink): Chain[] =>
    link.by === undefined ? [[link]] : link.by.flatMap(follow).map((rest) => [link, ...rest]);
  return of === 'ITSELF' ? [] : of.flatMap(follow);
}

/** Asks the row at the end of a chain whether it was erased, and holds it. */
function askedOf(chain: Chain, lock: string): string {
  return `  if not gone then
    select r${chain.length}.erased_on is not null into gone from ${joined(chain)} where r1.id = new.${identifier(chain[0]?.column ?? '')} for ${lock} of r${chain.length};
    gone := coalesce(gone, false);
  end if;`;
}

/** The rows of a chain, named r1, r2 and so on. */
function joined(chain: Chain): string {
  return chain
    .map(({ table, column }, at) =>
      at === 0
        ? `${identifier(table)} r1`
        : `join ${identifier(table)} r${at + 1} on r${at + 1}.id = r${at}.${identifier(column)}`,
    )
    .join(' ');
}

/** In SQL, of a row of the table: whether it is of somebody erased. */
function isGone(erased: ErasedTable): string {
  if (erased.of === 'ITSELF') return 'erased_on is not null';
  return chainsOf(erased)
    .map(
      (chain) =>
        `exists (select from ${joined(chain)} where r1.id = ${identifier(erased.table)}.${identifier(chain[0]?.column ?? '')} and r${chain.length}.erased_on is not null)`,
    )
    .join(' or ');
}

function sqlOf(column: string, blank: Blank): string {
  if (blank === 'EMPTY') return 'null';
  return blank === 'WORD' ? `case when new.${column} is not null then ${TOMBSTONE} end` : blank.sql;
}

function identifier(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new FaultError(`not an SQL name: ${name}`);
  return name;
}

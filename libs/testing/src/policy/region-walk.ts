import { rootFieldsOf } from '@nuan/federation';
import { isWithin, regionPrefix } from '@nuan/kernel';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isInputObjectType,
  isLeafType,
  isObjectType,
} from 'graphql';

import type { RowRegions } from './answer-reader';
import { expectation } from './field-verdicts';
import { everywhere, type WalkOptions } from './field-walk';
import { type HolderName, HOLDERS, viewerOf } from './positions';
import { isConnection, rowTypeOf } from './selection';

/** A county, its sister, the city above both, and another city: what a row can be to a viewer. */
export const RELATIONS = { own: '340102', sibling: '340103', parent: '340100', foreign: '340200' } as const;

interface RegionalList {
  readonly field: GraphQLField<unknown, unknown>;
  readonly type: GraphQLObjectType;
  /** How the region of a row is asked for. */
  readonly region: string;
  readonly filters: boolean;
}

interface Row {
  readonly id: string;
  readonly region?: unknown;
}
interface Page {
  readonly totalCount: number;
  readonly nodes: readonly (Row | null)[];
}
type Pages = Readonly<Record<string, Page | null>>;

/** What the walk found, and ids of rows outside the county by type, for questions about what isn't there. */
export interface RegionWalk {
  readonly problems: readonly string[];
  readonly foreign: ReadonlyMap<string, string>;
  readonly lists: readonly string[];
  /** Lists by the regions in which somebody was shown a row: `users/340102`. */
  readonly pages: readonly string[];
}

/** Reads every list whose rows belong to a region, as every role in every region: its own rows, all of them, and no other. */
export async function walkRegions(options: WalkOptions): Promise<RegionWalk> {
  const lists = regionalLists(options);
  const problems: string[] = [];
  const met = new Set<string>();
  const totals = await totalsByRegion(options, lists);
  for (const role of HOLDERS) {
    const readable = lists.filter(({ field }) => expectation(role, `Query.${field.name}`, options) === 'seen');
    if (readable.length === 0) continue;
    for (const code of Object.values(RELATIONS)) {
      const pages = await pagesOf(options, readable, role, code);
      for (const { field } of readable) {
        const page = pages[field.name];
        if (!page) problems.push(`${role} of ${code} gets no page of ${field.name}`);
        else
          problems.push(
            ...outside(page, code, options.regions).map(
              (region) => `${role} of ${code} sees a row of ${region} in ${field.name}`,
            ),
          );
        if (page && page.nodes.length > 0) met.add(`${field.name}/${code}`);
        const total = totals.get(`${field.name}/${code}`);
        if (page && total !== undefined && page.totalCount !== total)
          problems.push(`${role} of ${code} counts ${page.totalCount} in ${field.name} and there are ${total}`);
      }
    }
  }
  const foreign = await foreignRows(options, lists);
  problems.push(...(await lookedUp(options, lists, foreign)));
  return { problems, foreign, lists: lists.map(({ field }) => field.name), pages: [...met] };
}

function regionalLists({ schema, literals }: WalkOptions): readonly RegionalList[] {
  const stated = literals(RELATIONS.own);
  return rootFieldsOf(schema.getQueryType()).flatMap((field): RegionalList[] => {
    const type = rowTypeOf(field);
    if (!isConnection(getNamedType(field.type)) || !isObjectType(type) || `Query.${field.name}` in stated) return [];
    const region = regionOf(type);
    const where = field.args.find(({ name }) => name === 'where');
    const input = where && getNamedType(where.type);
    const filters = isInputObjectType(input) && 'region' in input.getFields();
    return 'id' in type.getFields() && (region !== '' || filters) ? [{ field, type, region, filters }] : [];
  });
}

/** How a row says of which region it is; nothing where it doesn't, and the database is asked. */
function regionOf(type: GraphQLObjectType): string {
  const { region, regionCode } = type.getFields();
  if (region) return isLeafType(getNamedType(region.type)) ? 'region' : 'region { code }';
  return regionCode ? 'region: regionCode' : '';
}

async function pagesOf(
  options: WalkOptions,
  lists: readonly RegionalList[],
  role: HolderName,
  code: string,
): Promise<Pages> {
  const text = lists.map(({ field, region }) => `${field.name}(first: 100) { totalCount nodes { id ${region} } }`);
  const { data } = await options.asker.ask(viewerOf(role, code), `query { ${text.join(' ')} }`);
  return (data ?? {}) as Pages;
}

/** How many rows each list has in each region, counted by a filter over the whole province. */
async function totalsByRegion(
  options: WalkOptions,
  lists: readonly RegionalList[],
): Promise<ReadonlyMap<string, number>> {
  const totals = new Map<string, number>();
  for (const { field, filters } of lists) {
    const reader = HOLDERS.find((role) => expectation(role, `Query.${field.name}`, options) === 'seen');
    if (!filters || !reader) continue;
    const text = Object.values(RELATIONS).map(
      (code) => `r${code}: ${field.name}(where: { region: { under: "${code}" } }) { totalCount }`,
    );
    const { data } = await options.asker.ask(everywhere(reader), `query { ${text.join(' ')} }`);
    for (const [alias, page] of Object.entries((data ?? {}) as Pages))
      if (page) totals.set(`${field.name}/${alias.slice(1)}`, page.totalCount);
  }
  return totals;
}

/** Regions of a row: as it says, else as it stands in the database, where it can be of several. */
function codesOf({ id, region }: Row, regions: RowRegions): readonly string[] {
  const said = typeof region === 'string' ? region : (region as { code?: unknown } | null | undefined)?.code;
  return typeof said === 'string' ? [said] : (regions.get(id) ?? []);
}

function outside({ nodes }: Page, code: string, regions: RowRegions): readonly string[] {
  return nodes.flatMap((row) => {
    const codes = row ? codesOf(row, regions) : [];
    return codes.length === 0 || codes.some((one) => isWithin(one, regionPrefix(code))) ? [] : [codes.join(' and ')];
  });
}

/** A row of the sister county, the city or another city, by type. */
async function foreignRows(options: WalkOptions, lists: readonly RegionalList[]): Promise<ReadonlyMap<string, string>> {
  const rows = new Map<string, string>();
  for (const code of [RELATIONS.foreign, RELATIONS.sibling]) {
    for (const list of lists) {
      const reader = HOLDERS.find((role) => expectation(role, `Query.${list.field.name}`, options) === 'seen');
      if (!reader || rows.has(list.type.name)) continue;
      const row = (await pagesOf(options, [list], reader, code))[list.field.name]?.nodes[0];
      if (row) rows.set(list.type.name, row.id);
    }
  }
  return rows;
}

/** Foreign rows by id and by key: nothing of them is told. */
async function lookedUp(
  options: WalkOptions,
  lists: readonly RegionalList[],
  foreign: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const { schema, asker } = options;
  const problems: string[] = [];
  const entities = new Set(namesOf(schema.getType('_Entity')));
  for (const field of rootFieldsOf(schema.getQueryType())) {
    const type = rowTypeOf(field);
    const id = foreign.get(type.name);
    if (!id || isConnection(getNamedType(field.type)) || !field.args.some(({ name }) => name === 'id')) continue;
    for (const role of HOLDERS) {
      if (expectation(role, `Query.${field.name}`, options) !== 'seen') continue;
      const viewer = viewerOf(role, RELATIONS.own);
      const answer = await asker.ask(viewer, `query ($id: ID!) { ${field.name}(id: $id) { __typename } }`, { id });
      if (answer.refusals[0]?.code !== 'NOT_FOUND') problems.push(`${role} finds a foreign row by ${field.name}`);
    }
  }
  for (const { type } of lists) {
    const id = foreign.get(type.name);
    if (!id || !entities.has(type.name)) continue;
    for (const role of HOLDERS) {
      const query = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }';
      const viewer = viewerOf(role, RELATIONS.own);
      const { data } = await asker.ask(viewer, query, { keys: [{ __typename: type.name, id }] });
      const [entity] = (data as { _entities?: readonly unknown[] } | null)?._entities ?? [null];
      if (entity !== null) problems.push(`${role} gets a foreign ${type.name} by its key`);
    }
  }
  return problems;
}

function namesOf(union: unknown): readonly string[] {
  const types = (union as { getTypes?: () => readonly GraphQLObjectType[] } | undefined)?.getTypes?.() ?? [];
  return types.map(({ name }) => name);
}

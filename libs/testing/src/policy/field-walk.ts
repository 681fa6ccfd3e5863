import type { Viewer } from '@nuan/auth';
import { accessOf, type Policy } from '@nuan/federation';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';

import { AnswerReader, type Asked, type RowRegions } from './answer-reader';
import { ArgumentValues, type FieldArguments, type KnownValues } from './argument-values';
import type { Answer, Asker } from './asker';
import { Cells, type Way } from './cells';
import { entityEntries, entriesOf, type Entry, unaskableRoots } from './entry-paths';
import {
  type HolderName,
  HOLDERS,
  type Position,
  POSITIONS,
  ROW_REGIONS,
  type View,
  VIEWS,
  viewerOf,
} from './positions';
import { Selection } from './selection';

/** What the walk of one subgraph needs to know beside its schema. */
export interface WalkOptions {
  readonly schema: GraphQLSchema;
  readonly policy: Policy;
  readonly asker: Asker;
  /** Literal arguments of fields that can't be asked without them, for the rows of a region. */
  readonly literals: (region: string) => FieldArguments;
  /** Rows to begin with, by `Type.id`, of a region. */
  readonly seeds: (region: string) => KnownValues;
  /** Where every row of the database belongs. */
  readonly regions: RowRegions;
  /** Asks without a token; null where there is no HTTP to ask over. */
  readonly askAnonymously: ((document: string) => Promise<Answer>) | null;
}

/** What a walk met. */
export interface Walk {
  readonly cells: Cells;
  /** Ids and codes of rows of each region, by `Type.field`. */
  readonly known: ReadonlyMap<string, KnownValues>;
  /** Fields that no known value could be asked of. */
  readonly left: readonly string[];
  readonly faults: readonly string[];
  readonly operations: number;
}

/** A viewer of the role over the whole province, so that nothing but its role decides. */
export function everywhere(role: HolderName): Viewer {
  return viewerOf(role, '340000');
}

/** Where viewers of the rows' own region ask first, so that ids are known to ask by. */
const DISCOVERY = [
  { region: ROW_REGIONS.county, viewer: '340102' },
  { region: ROW_REGIONS.city, viewer: '340100' },
] as const;

/** Asks for every field of every type, by every list, by id, by edge and as entities, as everybody, from every position. */
export async function walkFields(options: WalkOptions): Promise<Walk> {
  const walker = new FieldWalker(options);
  const known = new Map<string, KnownValues>();
  for (const { region, viewer } of DISCOVERY) {
    const seeds = options.seeds(region);
    const { lists } = walker.entries(region, seeds);
    for (const holder of ['city', 'cashier', 'auditor', 'partner with every scope'] as const)
      for (const entry of lists) await walker.ask(entry, holder, 'own', { viewer, unions: null });
    known.set(region, walker.valuesOf(region, seeds));
  }
  for (const position of POSITIONS) {
    const { row } = VIEWS[position];
    const { all } = walker.entries(row, known.get(row) ?? new Map());
    for (const entry of all)
      await Promise.all(HOLDERS.map((holder) => walker.ask(entry, holder, position, VIEWS[position])));
    if (position === 'own' || position === 'child') for (const entry of all) await walker.askAnonymously(entry, row);
  }
  return {
    cells: walker.cells,
    known,
    left: [...walker.left].sort(),
    faults: [...walker.reader.faults],
    operations: walker.operations,
  };
}

class FieldWalker {
  readonly cells = new Cells();
  readonly reader: AnswerReader;
  readonly left = new Set<string>();
  operations = 0;
  private readonly documents = new Map<string, DocumentNode>();
  /** Root fields that were refused to somebody somewhere, or gave no row: what hangs below is refused or hidden with it. */
  private readonly barren = new Map<string, Answer>();

  constructor(private readonly options: WalkOptions) {
    this.reader = new AnswerReader(options.schema, options.regions, this.cells);
  }

  entries(region: string, known: KnownValues): { readonly lists: readonly Entry[]; readonly all: readonly Entry[] } {
    const { schema, literals } = this.options;
    const values = new ArgumentValues(region, literals(region), known);
    const selection = new Selection(values);
    const paths = entriesOf(schema, selection, values);
    const all = [...paths, ...entityEntries(schema, selection, known)];
    this.left.clear();
    for (const name of unaskableRoots(schema, values)) this.left.add(`Query.${name} of ${region}`);
    for (const name of selection.left) this.left.add(`${name} of ${region}`);
    return { lists: paths.filter(({ way }) => way === 'list' || way === 'look-up'), all };
  }

  /** The seeds, and what rows of the region showed. */
  valuesOf(region: string, seeds: KnownValues): KnownValues {
    const known = new Map(seeds);
    for (const [name, byRegion] of this.reader.values) {
      const [value] = byRegion.get(region) ?? [];
      if (value !== undefined) known.set(name, value);
    }
    return known;
  }

  async ask(entry: Entry, asker: HolderName, position: Position, { viewer, unions }: Omit<View, 'row'>): Promise<void> {
    const place = `${asker}|${position}|${viewer}|${entry.root}`;
    let answer = this.barren.get(place);
    if (!answer) {
      this.operations += 1;
      answer = await this.options.asker.ask(viewerOf(asker, viewer, unions), entry.document);
      if (entry.root !== '_entities' && isBarren(answer, entry.root)) this.barren.set(place, answer);
    }
    this.reader.read({ ...this.asked(entry), answer, asker, viewer, position });
  }

  async askAnonymously(entry: Entry, row: string): Promise<void> {
    if (!this.options.askAnonymously) return;
    this.operations += 1;
    const answer = await this.options.askAnonymously(entry.document);
    for (const position of POSITIONS.filter((one) => VIEWS[one].row === row))
      this.reader.read({ ...this.asked(entry), answer, asker: 'anonymous', viewer: VIEWS[position].viewer, position });
  }

  private asked(entry: Entry): Pick<Asked, 'document' | 'wayOf' | 'by'> {
    let document = this.documents.get(entry.document);
    if (!document) this.documents.set(entry.document, (document = parse(entry.document, { noLocation: true })));
    const { policy } = this.options;
    const wayOf = (_root: string, type: string, field: string): Way => {
      if (field === 'totalCount') return 'totalCount';
      const line = policy.types[type]?.fields[field];
      if (line !== undefined && accessOf(line) === 'AGGREGATE') return 'aggregate';
      return isOfRoot(type, entry) ? entry.way : 'edge';
    };
    return { document, wayOf, by: entry.path };
  }
}

function isOfRoot(type: string, { rootType, way }: Entry): boolean {
  if (way === 'change feed' || way === 'export') return true;
  return ['Query', rootType, `${rootType}Connection`, `${rootType}Edge`, 'PageInfo'].includes(type);
}

/** Whether a root field was refused, found no row, or gave a page without rows: whatever is asked of the rows, nothing comes. */
function isBarren({ data, refusals }: Answer, root: string): boolean {
  if (refusals.some(({ code, path }) => ['FORBIDDEN', 'NOT_FOUND'].includes(code) && path.length === 1)) return true;
  const value = data?.[root] as { readonly nodes?: readonly unknown[] } | null | undefined;
  return value?.nodes?.length === 0;
}

import { FaultError } from '@nuan/errors';
import { isRegionCode } from '@nuan/kernel';
import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

import type { Answer } from './asker';
import type { Cells, Verdict, Way } from './cells';
import { type AskerName, type Position, positionOf } from './positions';

/** The regions of rows by their id, as they stand in the database. */
export type RowRegions = ReadonlyMap<string, readonly string[]>;

/** An answer and what it is of. */
export interface Asked {
  readonly document: DocumentNode;
  readonly answer: Answer;
  readonly asker: AskerName;
  /** Region of the viewer. */
  readonly viewer: string;
  /** What the rows that were asked for are to the viewer, where they don't say so themselves. */
  readonly position: Position;
  /** The way of a field of a type, reached through so many objects. */
  readonly wayOf: (root: string, type: string, field: string) => Way;
  /** Name of the operation, for messages. */
  readonly by: string;
}

interface Place {
  readonly root: string;
  readonly path: string;
  readonly position: Position;
  /** Set below what was refused or isn't there. */
  readonly covered: Verdict | null;
}

/** Reads answers field by field against the documents that asked: what was seen, refused or not there goes into the cells. */
export class AnswerReader {
  /** Errors that are neither a refusal nor an absent row, tokens that weren't taken, and values lost to another's refusal. */
  readonly faults = new Set<string>();
  /** Ids and codes that rows of a region showed, by `Type.field` and region. */
  readonly values = new Map<string, Map<string, Set<string>>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly regions: RowRegions,
    private readonly cells: Cells,
  ) {}

  read(asked: Asked): void {
    const query = this.schema.getQueryType();
    const operation = asked.document.definitions.find(
      (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
    );
    if (!query || !operation) throw new FaultError('only queries are read');
    const reading = new Reading(this, this.schema, this.regions, this.cells, asked);
    reading.object(operation.selectionSet, query, asked.answer.data ?? undefined, {
      root: '',
      path: '',
      position: asked.position,
      covered: null,
    });
  }

  keep(type: string, field: string, region: string, value: string): void {
    const name = `${type}.${field}`;
    let byRegion = this.values.get(name);
    if (!byRegion) this.values.set(name, (byRegion = new Map()));
    let known = byRegion.get(region);
    if (!known) byRegion.set(region, (known = new Set()));
    if (known.size < 5) known.add(value);
  }
}

class Reading {
  private readonly errors: ReadonlyMap<string, { readonly code: string; readonly message: string }>;
  /** Whether the whole of it was refused before anything was executed. */
  private readonly isRefusedWhole: boolean;

  constructor(
    private readonly reader: AnswerReader,
    private readonly schema: GraphQLSchema,
    private readonly regions: RowRegions,
    private readonly cells: Cells,
    private readonly asked: Asked,
  ) {
    const { refusals } = asked.answer;
    this.errors = new Map(refusals.map(({ path, code, message }) => [path.join('.'), { code, message }]));
    this.isRefusedWhole = asked.answer.data === null && refusals.some(({ path }) => path.length === 0);
    // A token that is no longer taken refuses everything alike, and says nothing of who may see what.
    const expected = ['FORBIDDEN', 'NOT_FOUND', ...(asked.asker === 'anonymous' ? ['UNAUTHENTICATED'] : [])];
    for (const { code, message, path } of refusals)
      if (!expected.includes(code))
        reader.faults.add(`${asked.asker} by ${asked.by}: ${path.join('.')}: ${code} ${message}`);
  }

  object(
    { selections }: SelectionSetNode,
    type: GraphQLNamedType,
    value: Readonly<Record<string, unknown>> | undefined,
    place: Place,
  ): void {
    if (!isObjectType(type) && type.name !== '_Entity') return;
    const position = this.positionOf(value, place.position);
    // Rows came of another position than was asked for: of that one, none did.
    if (position !== place.position && place.covered === null)
      this.object({ kind: Kind.SELECTION_SET, selections }, type, undefined, { ...place, covered: 'hidden' });
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const member = this.schema.getType(node.typeCondition?.name.value ?? type.name);
        if (member) this.object(node.selectionSet, member, value, place);
      } else if (node.kind === Kind.FIELD && isObjectType(type) && node.name.value !== '__typename')
        this.field(node, type, value, { ...place, position });
    }
  }

  private positionOf(value: Readonly<Record<string, unknown>> | undefined, inherited: Position): Position {
    const regions = this.regionsOf(value);
    if (!regions) return inherited;
    const positions = regions.map((region) => positionOf(this.asked.viewer, region));
    const found = positions.find((one) => one === 'own' || one === 'parent') ?? positions[0] ?? inherited;
    // Whoever is bounded to another union asks for rows of its own county that are not its own.
    return this.asked.position === 'union' && found === 'own' ? 'union' : found;
  }

  private regionsOf(value: Readonly<Record<string, unknown>> | undefined): readonly string[] | undefined {
    const { id, code, regionCode, region } = value ?? {};
    // What says that it is of no region is everybody's who may see it.
    if (regionCode !== undefined) return [typeof regionCode === 'string' ? regionCode : this.asked.viewer];
    const known = typeof id === 'string' ? this.regions.get(id) : undefined;
    if (known) return known;
    const said = typeof region === 'string' ? region : ((region as { code?: unknown } | null)?.code ?? code);
    return typeof said === 'string' && isRegionCode(said) ? [said] : undefined;
  }

  private field(
    node: FieldNode,
    type: GraphQLObjectType,
    parent: Readonly<Record<string, unknown>> | undefined,
    place: Place,
  ): void {
    const name = node.name.value;
    const key = node.alias?.value ?? name;
    const root = place.root === '' ? key : place.root;
    const path = place.path === '' ? key : `${place.path}.${key}`;
    const field = type.getFields()[name];
    if (!field) return;
    const value = parent?.[key];
    // A key that was given is given back, whoever asks.
    const isEcho = /^_entities\.\d+\.(id|code)$/.test(path);
    const verdict = place.covered ?? (isEcho && value ? 'empty' : this.verdictAt(path, value));
    const { asker, by, wayOf } = this.asked;
    if (!name.startsWith('_'))
      this.cells.note(
        { way: wayOf(root, type.name, name), asker, position: place.position, field: `${type.name}.${name}` },
        verdict,
        by,
      );
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) this.keep(type, name, parent, value);
    else if (node.selectionSet) this.inside(node.selectionSet, inner, value, { ...place, root, path }, verdict);
  }

  private inside(
    selections: SelectionSetNode,
    type: GraphQLNamedType,
    value: unknown,
    place: Place,
    verdict: Verdict,
  ): void {
    if (verdict !== 'seen')
      return this.object(selections, type, undefined, {
        ...place,
        covered: verdict === 'refused' || verdict === 'covered' ? 'covered' : 'hidden',
      });
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const [index, item] of items.entries()) {
      const path = Array.isArray(value) ? `${place.path}.${index}` : place.path;
      if (item === null)
        this.object(selections, type, undefined, {
          ...place,
          covered: this.verdictAt(path, null) === 'refused' ? 'covered' : 'hidden',
        });
      else this.object(selections, type, item as Record<string, unknown>, { ...place, path });
    }
  }

  private verdictAt(path: string, value: unknown): Verdict {
    if (this.isRefusedWhole) return 'refused';
    const error = this.errors.get(path);
    if (error) return error.code === 'FORBIDDEN' || error.code === 'UNAUTHENTICATED' ? 'refused' : 'hidden';
    if (value === undefined || value === null) {
      const below = [...this.errors.keys()].find((place) => place.startsWith(`${path}.`));
      // Where a value below may be refused and not be null, what it stands in goes with it.
      if (below !== undefined) return 'covered';
      if (value === undefined) this.reader.faults.add(`${this.asked.asker} by ${this.asked.by}: ${path} is lost`);
      return 'empty';
    }
    return isNothing(value) ? 'empty' : 'seen';
  }

  private keep(
    type: GraphQLObjectType,
    field: string,
    parent: Readonly<Record<string, unknown>> | undefined,
    value: unknown,
  ): void {
    if (!/^(id|code|fileNo|creditCode)$/.test(field) || typeof value !== 'string') return;
    for (const region of this.regionsOf(parent) ?? []) this.reader.keep(type.name, field, region, value);
  }
}

/** A list or page without rows, and a count or sum of none, tell of no row. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (value === 0 || value === '0.00') return true;
  const { nodes, value: count } = value as { readonly nodes?: readonly unknown[]; readonly value?: unknown };
  return nodes?.length === 0 || count === 0;
}

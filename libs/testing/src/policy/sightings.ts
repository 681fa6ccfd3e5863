import { type Viewer } from '@nuan/auth';
import { createContext, GATEWAY_CALLER, wireError } from '@nuan/federation';
import type { Clock } from '@nuan/kernel';
import {
  execute,
  type ExecutionResult,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isLeafType,
  parse,
  validate,
} from 'graphql';
import { asViewer } from '@nuan/facts';
import { FaultError } from '@nuan/errors';

import type { Selection } from './selection';

/** What one viewer met at one field: how often a value, how often a refusal, and by which way first. */
export interface Sighting {
  values: number;
  refusals: number;
  valuePath: string;
  refusalPath: string;
}

/** What a viewer met, field by field (`Household.fileNo`). */
export type Sightings = Map<string, Sighting>;

/** Asks documents of one schema as any viewer, each parsed and validated once. */
export class Asker {
  private readonly documents = new Map<string, ReturnType<typeof parse>>();

  constructor(
    readonly schema: GraphQLSchema,
    private readonly clock: Clock,
  ) {}

  /** The result as the executor gives it. */
  async ask(
    viewer: Viewer,
    source: string,
    variableValues: Readonly<Record<string, unknown>> = {},
  ): Promise<ExecutionResult> {
    let document = this.documents.get(source);
    if (!document) {
      document = parse(source);
      const [problem] = validate(this.schema, document);
      if (problem) throw new FaultError(`${problem.message} in ${source}`);
      this.documents.set(source, document);
    }
    const contextValue = createContext(viewer, 'access-matrix', this.clock, GATEWAY_CALLER);
    const wanted = document;
    return asViewer(viewer, async () =>
      execute({ schema: this.schema, document: wanted, contextValue, variableValues }),
    );
  }
}

/** An error as the wire would show it, with its place. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly details: Readonly<Record<string, unknown>>;
}

/** The errors of a result as the wire shows them. */
export function refusalsOf(result: ExecutionResult): readonly Refused[] {
  return (result.errors ?? []).map((error) => {
    const { code, message, details, isFault } = wireError(error, error.toJSON());
    return { code, message: isFault ? error.message : message, details, path: error.path ?? [] };
  });
}

/** Takes down which fields of a result held a value and which were refused; anything but a refusal is a fault of the walk. */
export class SightingRecord {
  readonly sightings: Sightings = new Map();
  /** Values by which other operations ask: ids and codes, by `Type.field`. */
  readonly values = new Map<string, Set<string>>();
  /** Errors that are neither a refusal nor an absent row. */
  readonly faults: string[] = [];

  constructor(
    private readonly query: GraphQLNamedType,
    private readonly selection: Selection,
  ) {}

  take(result: ExecutionResult, path: string): void {
    this.visit(this.query, result.data ?? {}, path);
    for (const { code, message, path: place } of refusalsOf(result)) {
      const field = this.fieldOf(place);
      if (code === 'FORBIDDEN' && field) this.sighting(field, 'refusals', path);
      else if (code !== 'NOT_FOUND' && code !== 'FORBIDDEN')
        this.faults.push(`${path}: ${place.join('.')}: ${code} ${message}`);
    }
  }

  private fieldOf(place: readonly (string | number)[]): string | null {
    let parent: GraphQLNamedType = this.query;
    let name: string | null = null;
    for (const key of place) {
      if (typeof key === 'number') continue;
      const at = this.selection.fieldAt(parent, key);
      if (!at) return null;
      name = `${at[0].name}.${at[1].name}`;
      parent = getNamedType(at[1].type);
    }
    return name;
  }

  private visit(type: GraphQLNamedType, data: object, path: string): void {
    for (const [key, value] of Object.entries(data as Record<string, unknown>)) {
      const at = key === '__typename' ? null : this.selection.fieldAt(type, key);
      if (!at || value === null || (Array.isArray(value) && value.length === 0)) continue;
      const [owner, field] = at;
      const name = `${owner.name}.${field.name}`;
      const next = getNamedType(field.type);
      const items = [value].flat(2).filter((item) => item !== null);
      if (items.length === 0) continue;
      this.sighting(name, 'values', path);
      if (isLeafType(next)) this.keep(name, items);
      else for (const item of items) this.visit(next, item as object, path);
    }
  }

  private keep(name: string, items: readonly unknown[]): void {
    if (!/\.(id|code|fileNo|creditCode)$/.test(name)) return;
    let known = this.values.get(name);
    if (!known) this.values.set(name, (known = new Set()));
    for (const item of items) known.add(String(item));
  }

  private sighting(name: string, kind: 'values' | 'refusals', path: string): void {
    let found = this.sightings.get(name);
    if (!found) this.sightings.set(name, (found = { values: 0, refusals: 0, valuePath: '', refusalPath: '' }));
    found[kind] += 1;
    if (kind === 'values') found.valuePath ||= path;
    else found.refusalPath ||= path;
  }
}

import type { Viewer } from '@nuan/auth';
import { isUuid } from '@nuan/kernel';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, getNamedType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

/** Rows that a request met, whatever of them it selected: ids by type, and codes of the regions whose figures it read. */
export class MetRows {
  readonly ids = new Map<string, Set<string>>();
  /** Ids of which the type isn't known. */
  readonly others = new Set<string>();
  readonly regions = new Set<string>();

  /** Notes what a field gave: a row, a list of rows, or a value that holds one. */
  note(kind: string, value: unknown): void {
    if (Array.isArray(value)) for (const part of value) this.note(kind, part);
    else if (value instanceof Promise)
      // Heard before whoever answers with it; what fails shows nothing.
      value.then(
        (given: unknown) => this.note(kind, given),
        () => undefined,
      );
    else if (isObject(value)) this.noteObject(kind, value);
  }

  private noteObject(kind: string, value: Readonly<Record<string, unknown>>): void {
    const { id, code, __typename: named } = value;
    const type = typeof named === 'string' ? named : kind;
    if (typeof id === 'string' && isUuid(id)) this.add(type, id);
    else if (type === 'Region' && typeof code === 'string') this.regions.add(code);
    else this.noteWithin(value);
  }

  private add(kind: string, id: string): void {
    const ids = this.ids.get(kind) ?? new Set<string>();
    this.ids.set(kind, ids.add(id.toLowerCase()));
  }

  /** Of an edge its node, of a membership its person. */
  private noteWithin(value: Readonly<Record<string, unknown>>): void {
    for (const part of Object.values(value))
      if (isObject(part) && typeof part['id'] === 'string' && isUuid(part['id']))
        this.others.add(part['id'].toLowerCase());
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const met = new WeakMap<object, MetRows>();

/** What was met so far by the request of this context; nothing where nobody watches it. */
export function metBy(context: object): MetRows {
  const known = met.get(context);
  if (known) return known;
  const rows = new MetRows();
  met.set(context, rows);
  return rows;
}

/** Whether what the viewer meets is noted: it reads under an emergency access. */
export const isWatched = (viewer: Viewer | undefined): boolean => viewer?.credential?.emergencyId != null;

/**
 * The schema once more, with every field noting what it gave, so that no choice of fields hides which rows were read: a list of names alone
 * is as much on record as one of ids. The schema that others use stays as it is and pays for none of it.
 */
export function watchedSchema(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const kind = getNamedType(field.type).name;
      const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, object>;
      const watched: GraphQLFieldResolver<unknown, object> = (source, args, context, info) => {
        const value: unknown = resolve(source, args as never, context, info);
        metBy(context).note(kind, value);
        return value;
      };
      return { ...field, resolve: watched as never };
    },
  });
}

import { FaultError } from '@nuan/errors';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isLeafType,
  isObjectType,
} from 'graphql';

import type { ArgumentValues } from './argument-values';

/** Whether a type is a page: its nodes are what it is about. */
export function isConnection(type: GraphQLNamedType): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith('Connection') && 'nodes' in type.getFields();
}

/** The type of the rows behind a field: of its nodes if it is a page. */
export function rowTypeOf(field: GraphQLField<unknown, unknown>): GraphQLNamedType {
  const type = getNamedType(field.type);
  const nodes = isConnection(type) ? type.getFields()['nodes'] : undefined;
  return nodes ? getNamedType(nodes.type) : type;
}

/** Writes what is selected of types; deeper than one level only pages are looked through. */
export class Selection {
  /** Fields that couldn't be asked, since a required argument has no value. */
  readonly left = new Set<string>();

  constructor(private readonly values: ArgumentValues) {}

  /** All fields of a type: values as they are, objects with all their values. */
  everything(type: GraphQLNamedType): string {
    return this.of(type, 1);
  }

  /** A field with its arguments and what is wanted of it; through a page to its rows. Null when it can't be asked. */
  through(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>, inner: string): string | null {
    const given = this.values.of(parent, field);
    if (given === null) {
      this.left.add(`${parent.name}.${field.name}`);
      return null;
    }
    const type = getNamedType(field.type);
    if (!isConnection(type)) return `${field.name}${given} ${inner}`;
    return `${field.name}${given} ${this.page(type, inner)}`;
  }

  private page(type: GraphQLObjectType, inner: string): string {
    const parts = Object.values(type.getFields()).map((field) => {
      if (field.name === 'nodes') return `nodes ${inner}`;
      if (field.name === 'edges') return 'edges { cursor node { __typename } }';
      const named = getNamedType(field.type);
      return isLeafType(named) ? field.name : `${field.name} ${this.of(named, 0)}`;
    });
    return `{ ${parts.join(' ')} }`;
  }

  private of(type: GraphQLNamedType, depth: number): string {
    if (isLeafType(type)) return '';
    if (!isObjectType(type)) throw new FaultError(`the walk doesn't know how to ask for ${type.name}`);
    const fields = Object.values(type.getFields()).flatMap((field) => this.fieldOf(type, field, depth));
    return `{ __typename ${fields.join(' ')} }`;
  }

  private fieldOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string[] {
    const named = getNamedType(field.type);
    if (!isLeafType(named) && depth === 0) return [];
    const inner = isLeafType(named) ? '' : this.of(rowTypeOf(field), depth - 1);
    const text = this.through(type, field, inner);
    return text === null ? [] : [text];
  }
}

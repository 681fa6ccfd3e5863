import { FaultError } from '@nuan/errors';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** Literal arguments of fields that can't be asked without them, such as `'Region.aid': 'year: 2017'`. */
export type FieldArguments = Readonly<Record<string, string>>;

/** Separates type and field in the alias that a member of a union is asked under. */
const MEMBER = '__';

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
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly literals: FieldArguments,
  ) {}

  /** All fields of a type: values as they are, objects with all their values. */
  everything(type: GraphQLNamedType): string {
    return this.of(type, 1);
  }

  /** As `everything`, of a member of a union: each field under an alias that names its type. */
  member(type: GraphQLObjectType): string {
    return this.of(type, 1, type.name);
  }

  /** A field with its arguments and what is wanted of it; through a page to its rows. */
  through(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>, inner: string): string {
    const type = getNamedType(field.type);
    const wanted = isConnection(type) ? `{ totalCount pageInfo { endCursor } edges { cursor } nodes ${inner} }` : inner;
    return `${field.name}${this.argumentsOf(parent, field)} ${wanted}`;
  }

  private of(type: GraphQLNamedType, depth: number, prefix = ''): string {
    if (isLeafType(type)) return '';
    if (isUnionType(type)) {
      const members = type.getTypes().map((member) => `... on ${member.name} ${this.of(member, 0, member.name)}`);
      return `{ __typename ${members.join(' ')} }`;
    }
    if (!isObjectType(type)) throw new FaultError(`the walk doesn't know how to ask for ${type.name}`);
    const fields = Object.values(type.getFields()).flatMap((field) => this.fieldOf(type, field, depth, prefix));
    return `{ __typename ${fields.join(' ')} }`;
  }

  private fieldOf(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
    prefix: string,
  ): string[] {
    const named = getNamedType(field.type);
    const alias = prefix === '' ? '' : `${prefix}${MEMBER}${field.name}: `;
    if (isLeafType(named)) return [`${alias}${field.name}${this.argumentsOf(type, field)}`];
    if (depth === 0) return [];
    return [`${alias}${this.through(type, field, this.of(rowTypeOf(field), depth - 1))}`];
  }

  private argumentsOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): string {
    const given = this.literals[`${parent.name}.${field.name}`];
    if (given !== undefined) return given === '' ? '' : `(${given})`;
    const missing = field.args.find(isRequiredArgument);
    if (missing)
      throw new FaultError(
        `the walk needs a value for ${parent.name}.${field.name}(${missing.name}): add it to the arguments`,
      );
    return field.args.some(({ name }) => name === 'first') ? '(first: 20)' : '';
  }

  /** The field that a key of a result stands for, and the type it belongs to. */
  fieldAt(parent: GraphQLNamedType, key: string): [GraphQLObjectType, GraphQLField<unknown, unknown>] | null {
    const [typeName, fieldName] =
      key.includes(MEMBER) && !key.startsWith(MEMBER) ? key.split(MEMBER) : [parent.name, key];
    const type = this.schema.getType(typeName ?? '');
    const field = isObjectType(type) ? type.getFields()[fieldName ?? ''] : undefined;
    return isObjectType(type) && field ? [type, field] : null;
  }
}

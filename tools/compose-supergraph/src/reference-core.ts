import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  print,
  type TypeNode,
} from 'graphql';

/** What the reference part serves alone: its entities with their core fields and keys, and its root fields. */
interface ReferenceShape {
  readonly entities: ReadonlyMap<string, ReadonlyMap<string, FieldDefinitionNode>>;
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  readonly rootFields: ReadonlyMap<string, FieldDefinitionNode>;
}

/** A subgraph's schema as composition takes it, and where it contradicts the reference part. */
export interface WithoutCore {
  readonly document: DocumentNode;
  readonly contradictions: readonly string[];
}

/**
 * Leaves the core fields of `Region` to the reference part. Subgraphs keep them for those who query them alone; in composition
 * they would tie the names of the regions to whichever subgraph the planner picks, and that one may be down. So:
 *
 * - core fields go, after a check that they say the same as the reference part's;
 * - the key becomes `@external`, and every field that returns the entity `@provides` it: a row still knows the code of its
 *   region without a further request, but the root lists, which provide nothing, take it from the reference part;
 * - root fields that the reference part serves and that no subgraph can add to (they return no entity) go as well.
 */
export function withoutReferenceCore(document: DocumentNode, reference: DocumentNode): WithoutCore {
  const shape = shapeOf(reference);
  const contradictions: string[] = [];
  const definitions = document.definitions.map((definition): DefinitionNode => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    const own = definition.fields ?? [];
    const fields =
      definition.name.value === 'Query'
        ? rootFields(own, shape, contradictions)
        : objectFields(definition, own, shape, contradictions);
    return { ...definition, fields };
  });
  return { document: { ...document, definitions }, contradictions };
}

function shapeOf(reference: DocumentNode): ReferenceShape {
  const entities = new Map<string, ReadonlyMap<string, FieldDefinitionNode>>();
  const keys = new Map<string, ReadonlySet<string>>();
  let root: ReadonlyMap<string, FieldDefinitionNode> = new Map();
  for (const definition of reference.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const fields = new Map((definition.fields ?? []).map((field) => [field.name.value, field]));
    if (definition.name.value === 'Query') root = fields;
    const keyFields = keysOf(definition);
    if (keyFields.size === 0) continue;
    entities.set(definition.name.value, fields);
    keys.set(definition.name.value, keyFields);
  }
  return { entities, keys, rootFields: root };
}

function rootFields(
  own: readonly FieldDefinitionNode[],
  shape: ReferenceShape,
  contradictions: string[],
): FieldDefinitionNode[] {
  return own.filter((field) => {
    const core = shape.rootFields.get(field.name.value);
    if (!core) return true;
    compare('Query', field, core, contradictions);
    return shape.entities.has(namedType(field.type));
  });
}

function objectFields(
  type: ObjectTypeDefinitionNode,
  own: readonly FieldDefinitionNode[],
  shape: ReferenceShape,
  contradictions: string[],
): FieldDefinitionNode[] {
  const core = shape.entities.get(type.name.value);
  const keys = shape.keys.get(type.name.value);
  return own.flatMap((field) => {
    const coreField = core?.get(field.name.value);
    if (coreField) compare(type.name.value, field, coreField, contradictions);
    if (coreField && keys?.has(field.name.value)) return [{ ...field, directives: [directive('external')] }];
    return coreField ? [] : [providing(field, shape)];
  });
}

function providing(field: FieldDefinitionNode, shape: ReferenceShape): FieldDefinitionNode {
  const keys = shape.keys.get(namedType(field.type));
  if (!keys) return field;
  return { ...field, directives: [...(field.directives ?? []), directive('provides', [...keys].join(' '))] };
}

function compare(type: string, own: FieldDefinitionNode, core: FieldDefinitionNode, contradictions: string[]): void {
  const [ours, theirs] = [signature(own), signature(core)];
  if (ours !== theirs)
    contradictions.push(`${type}.${own.name.value} is "${ours}" here and "${theirs}" in the reference part`);
}

function signature(field: FieldDefinitionNode): string {
  const text = ({ name, type }: { name: { value: string }; type: TypeNode }) => `${name.value}: ${print(type)}`;
  return `(${(field.arguments ?? []).map(text).sort().join(', ')}): ${print(field.type)}`;
}

function keysOf(definition: ObjectTypeDefinitionNode): Set<string> {
  const keys = (definition.directives ?? []).filter(({ name }) => name.value === 'key');
  return new Set(
    keys.flatMap((key) => {
      const value = key.arguments?.find(({ name }) => name.value === 'fields')?.value;
      return value?.kind === Kind.STRING ? value.value.split(/\s+/) : [];
    }),
  );
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function directive(name: string, fields?: string): ConstDirectiveNode {
  const nameOf = (value: string) => ({ kind: Kind.NAME as const, value });
  if (fields === undefined) return { kind: Kind.DIRECTIVE, name: nameOf(name) };
  const value = { kind: Kind.STRING as const, value: fields };
  return {
    kind: Kind.DIRECTIVE,
    name: nameOf(name),
    arguments: [{ kind: Kind.ARGUMENT, name: nameOf('fields'), value }],
  };
}

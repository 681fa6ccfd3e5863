import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a selection is read against: the document's fragments, the coerced variables, and which types a condition covers. */
export interface SelectionScope {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: { readonly [name: string]: unknown };
  /** Whether a selection on `condition` applies to the concrete type. */
  readonly applies: (condition: string, typeName: string) => boolean;
}

/** Response key → the field nodes that select it, in the order in which the answer shows them. */
export type CollectedFields = Map<string, FieldNode[]>;

/**
 * Collects the fields that a concrete type shows under several selection sets: fragments are opened, `@skip` and `@include`
 * decided, and selections of one response key brought together (GraphQL, section 6.3.2, CollectFields).
 */
export function collectFields(
  scope: SelectionScope,
  typeName: string,
  selectionSets: readonly SelectionSetNode[],
): CollectedFields {
  const fields: CollectedFields = new Map();
  const visited = new Set<string>();
  for (const selectionSet of selectionSets) collectInto(fields, visited, scope, typeName, selectionSet);
  return fields;
}

function collectInto(
  fields: CollectedFields,
  visited: Set<string>,
  scope: SelectionScope,
  typeName: string,
  selectionSet: SelectionSetNode,
): void {
  for (const selection of selectionSet.selections) {
    if (!isIncluded(selection, scope.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = fields.get(key);
      if (nodes) nodes.push(selection);
      else fields.set(key, [selection]);
      continue;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (visited.has(selection.name.value)) continue;
      visited.add(selection.name.value);
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? scope.fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    if (!fragment || (condition !== undefined && !scope.applies(condition, typeName))) continue;
    collectInto(fields, visited, scope, typeName, fragment.selectionSet);
  }
}

function isIncluded(selection: SelectionNode, variables: SelectionScope['variables']): boolean {
  if (!selection.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;
}

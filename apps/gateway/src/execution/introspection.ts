import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** One operation, split into what the gateway answers from the schema and what the subgraphs answer. */
export interface SplitDocument {
  /** `__schema` and `__type` of the root; null when the operation asks for neither. */
  readonly introspection: DocumentNode | null;
  /** The rest, without fragments that it no longer uses; null when nothing is left for subgraphs. */
  readonly data: DocumentNode | null;
}

/**
 * Splits an operation at its root, through inline and named fragments, so that `__schema` beside data works in one query.
 * `__typename` of the root is nobody's to fetch: the completion writes it.
 */
export function splitDocument(document: DocumentNode, operation: OperationDefinitionNode): SplitDocument {
  return {
    introspection: filtered(document, operation, (field) => ['__schema', '__type'].includes(field.name.value)),
    data: filtered(document, operation, (field) => !field.name.value.startsWith('__')),
  };
}

type Keep = (field: FieldNode) => boolean;

function filtered(document: DocumentNode, operation: OperationDefinitionNode, keep: Keep): DocumentNode | null {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet] as const] : [],
    ),
  );
  const isWhole = operation.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && keep(selection),
  );
  const selections = isWhole ? operation.selectionSet.selections : kept(operation.selectionSet, fragments, keep);
  if (selections.length === 0) return null;
  const root: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  return { kind: Kind.DOCUMENT, definitions: [root, ...usedFragments(document, root)] };
}

function kept(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, SelectionSetNode>,
  keep: Keep,
): SelectionNode[] {
  return selectionSet.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return keep(selection) ? [selection] : [];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value);
    const selections = inner ? kept(inner, fragments, keep) : [];
    if (selections.length === 0) return [];
    const { directives } = selection;
    return [{ kind: Kind.INLINE_FRAGMENT, directives, selectionSet: { kind: Kind.SELECTION_SET, selections } }];
  });
}

function usedFragments(document: DocumentNode, root: OperationDefinitionNode): DefinitionNode[] {
  const used = new Set<string>();
  const pending: DefinitionNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    visit(node, {
      FragmentSpread: (spread) => {
        if (used.has(spread.name.value)) return;
        used.add(spread.name.value);
        for (const definition of document.definitions) {
          if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === spread.name.value)
            pending.push(definition);
        }
      },
    });
  }
  return document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && used.has(definition.name.value),
  );
}

import { type ConstDirectiveNode, Kind, parse } from 'graphql';

/** Subgraph name → default URL, in the supergraph's order, from its `join__Graph`. */
export function subgraphUrls(supergraph: string): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const definition of parse(supergraph, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
      if (graph) urls.set(textArgument(graph, 'name'), textArgument(graph, 'url'));
    }
  }
  return urls;
}

function textArgument(directive: ConstDirectiveNode, name: string): string {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

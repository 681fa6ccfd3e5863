import { type ConstDirectiveNode, Kind, parse, print, visit } from 'graphql';

import type { Selection } from './contract';

/** SDL in which every field carries a `@tag` for each contract that it belongs to, so that composition knows the contracts too. */
export function taggedSdl(sdl: string, selections: ReadonlyMap<string, Selection>): string {
  if (selections.size === 0) return sdl;
  const tagged = visit(parse(sdl, { noLocation: true }), {
    ObjectTypeDefinition: (type) => ({
      ...type,
      fields: (type.fields ?? []).map((field) => {
        const contracts = [...selections].filter(([, selection]) =>
          selection.get(type.name.value)?.has(field.name.value),
        );
        const tags = contracts.map(([name]) => tag(name));
        return tags.length === 0 ? field : { ...field, directives: [...(field.directives ?? []), ...tags] };
      }),
    }),
  });
  return `${print(tagged).trimEnd()}\n`;
}

function tag(name: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'tag' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'name' },
        value: { kind: Kind.STRING, value: name },
      },
    ],
  };
}

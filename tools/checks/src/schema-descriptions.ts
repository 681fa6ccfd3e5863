import { type DefinitionNode, Kind, parse, visit } from 'graphql';

const CHINESE = /\p{Script=Han}/u;

/** What must carry a description, with the name a reader would look for. */
const DESCRIBED = new Set<string>([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
]);

/**
 * Elements of a schema that lack a description, or whose description lacks the Chinese term that officers know, as
 * `Type.field(argument)` paths with what is missing.
 */
export function undescribed(sdl: string): string[] {
  const missing: string[] = [];
  for (const definition of parse(sdl).definitions) {
    if (isForeign(definition)) continue;
    const path: string[] = [];
    visit(definition, {
      enter: (node) => {
        if (!DESCRIBED.has(node.kind) || !('name' in node) || !node.name || !('description' in node)) return;
        path.push(node.name.value);
        const text = node.description?.value ?? '';
        if (path.length === 1 && (path[0] === 'Query' || path[0] === 'Mutation')) return;
        if (text.trim() === '') missing.push(`${path.join('.')}: no description`);
        else if (!CHINESE.test(text)) missing.push(`${path.join('.')}: no Chinese term`);
      },
      leave: (node) => {
        if (DESCRIBED.has(node.kind) && 'name' in node && node.name) path.pop();
      },
    });
  }
  return missing;
}

function isForeign(definition: DefinitionNode): boolean {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION || definition.kind === Kind.SCHEMA_DEFINITION) return true;
  if (definition.kind === Kind.SCHEMA_EXTENSION || !('name' in definition) || !definition.name) return true;
  return /^(_|federation__|link__|join__)/.test(definition.name.value);
}

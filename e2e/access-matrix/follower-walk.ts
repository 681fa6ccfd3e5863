import { SERVICE_DEPARTMENT } from '@nuan/auth';
import { isWithin, regionPrefix } from '@nuan/kernel';
import { isInside, type Position, POSITIONS, viewerWith, VIEWS, type WalkOptions } from '@nuan/testing';
import { getNamedType, type GraphQLNamedType, type GraphQLSchema, isLeafType, isObjectType } from 'graphql';

interface Page {
  readonly changes: readonly { readonly regionCode: string | null }[];
}

/**
 * Reads the change feed as a program of the platform follows it, the one reader that is shown every entity, from every position: every
 * field of the page and of its changes is answered, there are some where the rows are, and none of them is of another region.
 */
export async function walkFollower(options: WalkOptions): Promise<readonly string[]> {
  const document = documentOf(options.schema);
  if (document === null) return [];
  const problems = await Promise.all(POSITIONS.map((position) => followedFrom(position, document, options)));
  return problems.flat();
}

async function followedFrom(position: Position, document: string, { asker }: WalkOptions): Promise<readonly string[]> {
  const { viewer: region } = VIEWS[position];
  const follower = viewerWith({
    role: 'partner',
    read: [region],
    scopes: ['changes:read'],
    department: SERVICE_DEPARTMENT,
  });
  const { data, refusals } = await asker.ask(follower, document);
  const { changes } = (data?.['changes'] ?? { changes: [] }) as Page;
  return [
    ...refusals.map(({ code, path }) => `a program of ${region} is told ${code} at ${path.join('.')}`),
    ...(changes.length === 0 && isInside(position) ? [`a program of ${region} is shown no change`] : []),
    ...changes.flatMap(({ regionCode }) =>
      regionCode === null || isWithin(regionCode, regionPrefix(region))
        ? []
        : [`a program of ${region} is shown a change of ${regionCode}`],
    ),
  ];
}

/** All fields of a page and of its changes; null where no changes are published. */
function documentOf(schema: GraphQLSchema): string | null {
  const field = schema.getQueryType()?.getFields()['changes'];
  return field ? `query { changes(first: 1000) ${selectionOf(getNamedType(field.type))} }` : null;
}

function selectionOf(type: GraphQLNamedType): string {
  if (isLeafType(type) || !isObjectType(type)) return '';
  const fields = Object.values(type.getFields());
  return `{ ${fields.map(({ name, type: inner }) => `${name} ${selectionOf(getNamedType(inner))}`).join(' ')} }`;
}

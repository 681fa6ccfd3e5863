import { ACTIONS, type Action, isGrantable, RIGHTS, ROLES } from '@nuan/auth';
import { ACCESS_CLASSES, type FieldRow, type PolicyTable, type RootRow, type TypeRow } from '@nuan/federation';

const HEAD = `# Who may see and do what

Generated from the policies and the table of rights in the code (\`npx nx write access-matrix\`); the same tables refuse the request. A value of a class with
a right of its own is refused, at its own path, to whoever lacks that right, by whichever way it is asked; nobody filters or sorts by what it may not
see. Rows are bounded by the viewer's regions besides. A partner department holds what its scopes name, and never a detail of a person. Without a
token nothing is answered.

## Where a row is seen from

| the row is of | whoever may read such rows | by list, filter, sort, count, edge, key, sum, feed and export | by its id |
| --- | --- | --- | --- |
| the viewer's own region | sees it | there | found |
| a region below (parent) | sees it | there | found |
| a sister region (sibling) | doesn't | not there, and a sum of the region is refused | as if there were none |
| the region above (child) | doesn't, but for money and campaigns that come down from it | not there, and a sum of the region is refused | as if there were none |
| another city (foreign) | doesn't | not there, and a sum of the region is refused | as if there were none |`;

/** The page for the policies of all programs. */
export function pageOf(tables: readonly PolicyTable[]): string {
  const parts = [HEAD, classes(), rights(), ...tables.map(program)];
  return `${parts.join('\n\n')}\n`;
}

function classes(): string {
  const rows = Object.entries(ACCESS_CLASSES).map(([name, { title, right }]) => [
    `\`${name}\``,
    title,
    right === null ? 'with the row' : `\`${right}\``,
    ...marks(right),
  ]);
  return ['## Classes of values', '', table(['class', 'what it tells', 'right', ...ROLES], rows)].join('\n');
}

function rights(): string {
  const rows = ACTIONS.map((action) => [`\`${action}\``, ...marks(action)]);
  return ['## Rights', '', table(['right', ...ROLES], rows)].join('\n');
}

function marks(right: Action | null): readonly string[] {
  return ROLES.map((role) =>
    right === null
      ? ''
      : role === 'partner'
        ? isGrantable(right)
          ? 'scope'
          : '–'
        : RIGHTS[role].includes(right)
          ? '✓'
          : '–',
  );
}

function program({ subgraph, types, queries, mutations, lists }: PolicyTable): string {
  const shown = types.filter(({ name }) => !/(Edge|Connection)$/.test(name));
  const sections = [
    `## ${subgraph}`,
    '### Types',
    table(['type', 'right to its rows', 'fields by class and sensitivity'], shown.map(typeRow)),
    '### Queries',
    table(['query', 'class', 'sensitivity', 'one of these rights'], queries.map(rootRow)),
    ...(mutations.length === 0
      ? []
      : ['### Mutations', table(['mutation', 'class', 'sensitivity', 'one of these rights'], mutations.map(rootRow))]),
    ...(lists.length === 0
      ? []
      : [
          '### Filters and sort keys that need a right of their own',
          table(
            ['list', 'filter or sort key', 'class'],
            lists.flatMap(({ name, asks }) => asks.map((ask) => [name, `\`${ask.name}\``, ask.access])),
          ),
        ]),
  ];
  return sections.join('\n\n');
}

function typeRow({ name, access, right, fields }: TypeRow): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const field of fields) {
    const key = `${field.access} ${field.sensitivity}`;
    groups.set(key, [...(groups.get(key) ?? []), field.right ? `${field.name} (\`${field.right}\`)` : field.name]);
  }
  const text = [...groups].map(([key, names]) => `**${key}** ${names.join(', ')}`).join('; ');
  return [`\`${name}\``, right === null ? `– (${access})` : `\`${right}\``, text];
}

function rootRow({ name, access, sensitivity, rights: needed }: FieldRow & RootRow): readonly string[] {
  return [
    `\`${name}\``,
    access,
    sensitivity,
    needed.map((right) => `\`${right}\``).join(', ') || 'anybody with a token',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

import { fileNameOf, type PrintedMachine } from './diagram';

/** The machines of one subgraph. */
export interface SubgraphMachines {
  readonly subgraph: string;
  readonly machines: readonly PrintedMachine[];
}

const HEAD = `# States

Every state machine of the platform, drawn from the tables in the code (\`npx nx draw state-diagrams\`). The same table moves the row in the
service, guards it in the database, and generates the test that every other step is refused. Grey states are ends.
`;

/** The page that shows every machine: its picture, and its steps in words. */
export function pageOf(subgraphs: readonly SubgraphMachines[]): string {
  const sections = subgraphs
    .filter(({ machines }) => machines.length > 0)
    .map(({ subgraph, machines }) => [`## ${subgraph}`, '', ...machines.map(section)].join('\n'));
  return [HEAD, ...sections].join('\n');
}

function section(machine: PrintedMachine): string {
  const rows = machine.transitions.map(
    ({ event, from, to, title }) => `| \`${event}\` | ${from.join(', ')} | ${to} | ${title} |`,
  );
  return [
    `### ${machine.title}`,
    '',
    `![States of ${machine.name}](${fileNameOf(machine)}.svg)`,
    '',
    '| Step | From | To | What it is |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

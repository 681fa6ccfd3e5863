import type { RequestFacts } from './graph.fetcher';
import { outlineOf } from './query-plan';

interface PlanPanelProps {
  readonly facts: RequestFacts | null;
}

/** Below the editors: how the last operation was planned, and how long the whole request took. */
export function PlanPanel({ facts }: PlanPanelProps) {
  const lines = outlineOf(facts?.plan ?? undefined);
  const services = new Set(lines.flatMap(({ service }) => (service === null ? [] : [service])));
  return (
    <section className="nuan-plan" aria-label="Query plan">
      <header>
        <h2>Query plan</h2>
        <p>
          {facts === null
            ? 'Run an operation to see how it is planned.'
            : facts.plan === null
              ? 'No plan came with the answer: the schema alone answered, this endpoint is a single subgraph, or your role may not read the schema.'
              : `${services.size} subgraph${services.size === 1 ? '' : 's'}, ${Math.round(facts.elapsedMs)} ms in all`}
        </p>
      </header>
      <ol>
        {lines.map((line, index) => (
          <li key={index} style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}>
            <b data-kind={line.kind}>{line.kind}</b>
            {line.service && <em>{line.service}</em>}
            <code>{line.text}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

import Table from 'cli-table3';

import type { AuditBench } from './audit-contest';

/** The measurement as a person reads it. */
export function describeAuditBench({ rows, persons, sizeBytes, answers }: AuditBench): string {
  const table = new Table({
    head: ['leaked persons', 'acts', 'officers', 'first time ms', 'ms', 'newest 100 acts ms', 'without the index ms'],
  });
  for (const answer of answers)
    table.push([
      answer.persons.toLocaleString('en'),
      answer.acts.toLocaleString('en'),
      answer.officers.toLocaleString('en'),
      answer.actorsColdMs.toFixed(0),
      answer.actorsMs.toFixed(0),
      answer.trailMs.toFixed(0),
      answer.scanMs?.toFixed(0) ?? '–',
    ]);
  const slowest = Math.max(...answers.map(({ actorsColdMs }) => actorsColdMs));
  return [
    '',
    `Who saw how many of these persons: an audit of ${rows.toLocaleString('en')} acts about ${persons.toLocaleString('en')} persons (${(sizeBytes / 2 ** 30).toFixed(1)} GiB with its indexes)`,
    table.toString(),
    `The slowest answer took ${(slowest / 1000).toFixed(1)} s.`,
  ].join('\n');
}

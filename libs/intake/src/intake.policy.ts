import { pageOf, type Policy, typeOf } from '@nuan/federation';

/** Lines of the types by which every import shows its file and its faults; a fault names a row and a column, never a value. */
export const intakePolicy: Partial<Policy> = {
  types: {
    Upload: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      fileName: 'PROGRAMME INTERNAL',
      bytes: 'PROGRAMME INTERNAL',
      receivedBytes: 'PROGRAMME INTERNAL',
      state: 'PROGRAMME INTERNAL',
      startedAt: 'PROGRAMME INTERNAL',
      finishedAt: 'PROGRAMME INTERNAL',
    }),
    RowProblem: typeOf('PROGRAMME', null, {
      id: 'PROGRAMME INTERNAL',
      line: 'PROGRAMME INTERNAL',
      column: 'PROGRAMME INTERNAL',
      rule: 'PROGRAMME INTERNAL',
      message: 'PROGRAMME INTERNAL',
      level: 'PROGRAMME INTERNAL',
    }),
    ...pageOf('RowProblem', 'PROGRAMME', null),
  },
};

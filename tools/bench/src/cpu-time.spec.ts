import { describe, expect, it } from '@jest/globals';
import { addCpu, cpuSince, databaseOf, parseStat } from './cpu-time';

describe('the times of a process', () => {
  it('are read behind a command that holds spaces and parentheses', () => {
    const line =
      '4711 (postgres: a) b) S 4242 4711 4711 0 -1 4194304 2059 18 0 0 150 50 3 4 20 0 11 0 98765 1000 200 18446744073709551615';
    expect(parseStat(line)).toEqual({ parentPid: 4242, ownMs: 2000, endedChildrenMs: 70 });
  });

  it('are taken as differences, a process that appeared in between counting from then on', () => {
    const before = new Map([['gateway', 100]]);
    const after = new Map([
      ['gateway', 130],
      ['workers', 50],
    ]);
    expect(cpuSince(before, after)).toEqual(
      new Map([
        ['gateway', 30],
        ['workers', 0],
      ]),
    );
  });

  it('add up by name', () => {
    const sums = addCpu([
      new Map([['gateway', 1]]),
      new Map([
        ['gateway', 2],
        ['workers', 5],
      ]),
    ]);
    expect([...sums]).toEqual([
      ['gateway', 3],
      ['workers', 5],
    ]);
  });

  it('of a connection count for its database', () => {
    expect(databaseOf('postgres: nuan_workers_app nuan_workers 127.0.0.1(40112) SELECT')).toBe('PostgreSQL workers');
    expect(databaseOf('postgres: checkpointer')).toBe('PostgreSQL');
  });
});

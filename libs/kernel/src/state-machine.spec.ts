import { describe, expect, it } from '@jest/globals';

import { defineStateMachine, StateMachineError } from './state-machine';

const options = {
  name: 'Door',
  title: 'Door (门)',
  states: ['OPEN', 'SHUT', 'LOCKED'] as const,
  initial: 'OPEN',
  transitions: [
    { event: 'SHUT', from: ['OPEN'], to: 'SHUT', title: 'Shut (关)' },
    { event: 'LOCK', from: ['SHUT'], to: 'LOCKED', title: 'Lock (锁)' },
    { event: 'OPEN', from: ['SHUT', 'LOCKED'], to: 'OPEN', title: 'Open (开)' },
  ],
} as const;

describe('a state machine', () => {
  const door = defineStateMachine<'OPEN' | 'SHUT' | 'LOCKED', 'SHUT' | 'LOCK' | 'OPEN'>(options);

  it('leads from a state by an event of its table and by no other', () => {
    expect(door.target('OPEN', 'SHUT')).toBe('SHUT');
    expect(door.target('OPEN', 'LOCK')).toBeNull();
  });

  it('tells what is allowed in a state', () => {
    expect(door.events('SHUT')).toEqual(['LOCK', 'OPEN']);
    expect(door.pairs()).toEqual([
      ['OPEN', 'SHUT'],
      ['SHUT', 'LOCKED'],
      ['SHUT', 'OPEN'],
      ['LOCKED', 'OPEN'],
    ]);
  });

  it('may begin in further states', () => {
    const ajar = defineStateMachine<string, string>({ ...options, alsoBegins: ['LOCKED'] });
    expect(door.beginnings).toEqual(['OPEN']);
    expect(ajar.beginnings).toEqual(['OPEN', 'LOCKED']);
  });

  it.each([
    [
      'an event with two targets from one state',
      { ...options, transitions: [...options.transitions, { event: 'SHUT', from: ['OPEN'], to: 'LOCKED', title: '' }] },
    ],
    [
      'a step to an unknown state',
      { ...options, transitions: [{ event: 'X', from: ['OPEN'], to: 'GONE', title: '' }] },
    ],
    ['a state that cannot be reached', { ...options, transitions: options.transitions.slice(0, 1) }],
  ])('refuses a table with %s', (_what, broken) => {
    expect(() => defineStateMachine<string, string>(broken)).toThrow(StateMachineError);
  });
});

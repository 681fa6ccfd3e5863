import { describe, expect, it } from '@jest/globals';

import { dotOf, fileNameOf, type PrintedMachine } from './diagram';
import { pageOf } from './page';

const door: PrintedMachine = {
  name: 'GardenDoor',
  title: 'Garden door (园门)',
  states: ['OPEN', 'SHUT', 'WALLED'],
  initial: 'OPEN',
  transitions: [
    { event: 'SHUT', from: ['OPEN'], to: 'SHUT', title: 'Shut (关)' },
    { event: 'SLAM', from: ['OPEN'], to: 'SHUT', title: 'Slam (摔)' },
    { event: 'WALL', from: ['OPEN', 'SHUT'], to: 'WALLED', title: 'Wall up (封)' },
  ],
};

describe('the picture of a state machine', () => {
  it('has one arrow per pair of states, with every step that takes it', () => {
    const dot = dotOf(door);
    expect(dot).toContain('start -> "OPEN";');
    expect(dot).toContain('"OPEN" -> "SHUT" [label="SHUT\\nSLAM"];');
    expect(dot.match(/->/g)).toHaveLength(4);
  });

  it('begins wherever a subject may begin', () => {
    expect(dotOf({ ...door, alsoBegins: ['SHUT'] })).toContain('  start -> "OPEN";\n  start -> "SHUT";');
  });

  it('marks the states from which nothing leads on', () => {
    expect(dotOf(door)).toContain('"WALLED" [fillcolor="#e9ecef"');
    expect(dotOf(door)).toContain('  "SHUT";');
  });

  it('is shown on the page with its steps in words', () => {
    const page = pageOf([
      { subgraph: 'garden', machines: [door] },
      { subgraph: 'empty', machines: [] },
    ]);
    expect(fileNameOf(door)).toBe('garden-door');
    expect(page).toContain('![States of GardenDoor](garden-door.svg)');
    expect(page).toContain('| `WALL` | OPEN, SHUT | WALLED | Wall up (封) |');
    expect(page).not.toContain('## empty');
  });
});

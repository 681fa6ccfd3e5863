/** What an invariant promises, by its name in the design; each must be the title of at least one test that fails without its rule. */
export const INVARIANTS: Readonly<Record<string, string>> = {
  I1: 'one person in at most one active file',
  I2: 'ID numbers checked, sealed, hashed and shown masked',
  I3: 'one active plan and one active primary pairing',
  I4: 'nothing recorded without consent, visit, checks, publicity and another approver',
  I5: 'publicity lasts its full working days, and an open objection blocks closing',
  I6: 'the same clock for exits, and six months of follow-up',
  I7: 'one primary cause, at most three secondary ones',
  I8: 'the category follows from the rule set or is overridden by two',
  I9: 'deep and relative hardship by the line',
  I10: 'migrant households are a subset of the filed ones',
  I11: 'disjoint groups, units never mixed',
  I12: 'available + reserved + spent + passed down = amount',
  I13: 'children within their parent, passed down in full',
  I14: 'every payment within its earmark',
  I15: 'filed households by real name to an account',
  I16: 'cash only with a reason and a second approver',
  I17: 'no payment to a household that is not active',
  I18: 'one payment per household, campaign and purpose',
  I19: 'caps hold at commit',
  I20: 'one key, one effect',
  I21: 'paid equals what the bank confirmed',
  I22: 'medical aid within own cost, goods within their lots',
  I23: 'a plan answers every cause',
  I24: 'goals within the programme',
  I25: 'a visit every six months',
  I26: 'stale files are listed, not paid',
  I27: 'placements of distinct persons, overlaps told',
  I28: 'jobs created only by hires with proof',
  I29: 'scholarships on the parent’s file, by evidence',
  I30: 'wages recovered within what is owed, paid exactly when equal',
  I31: 'a station opens with what it needs',
  I32: 'region codes valid at the date of the fact',
  I33: 'every write with its audit row',
  I34: 'only rows of the own region',
  I35: 'projections never go backwards, and rebuild the same',
  I36: 'nothing financial deleted',
};

const TITLE = /\b(?:it|test|describe)(?:\.each\([\s\S]*?\))?\(\s*[`'"]((?:I\d+(?:, | and |, and )?)+):/g;

/** Invariants that no test bears in its title. */
export function untestedInvariants(specs: readonly string[]): string[] {
  const named = new Set<string>();
  for (const text of specs)
    for (const [, names = ''] of text.matchAll(TITLE)) for (const [name] of names.matchAll(/I\d+/g)) named.add(name);
  return Object.keys(INVARIANTS).filter((name) => !named.has(name));
}

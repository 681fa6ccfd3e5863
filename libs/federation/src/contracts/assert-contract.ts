import { type Action, isGrantable } from '@nuan/auth';
import { FaultError } from '@nuan/errors';

import { type AccessClass, classRight } from '../policy/access-class';
import { accessOf, type Policy, rightsOf } from '../policy/policy';
import type { Contract, Selection } from './contract';

/** Classes of values that are of a person. A partner department gets what came of matching, and never these. */
export const PEOPLE: readonly AccessClass[] = ['NAME', 'ID_NUMBER', 'PHONE', 'ACCOUNT', 'HEALTH', 'INCOME', 'CHILD'];

/**
 * Holds a contract against the policy.
 *
 * @throws FaultError that lists every field that tells of a person, every right that the contract doesn't grant although it
 *   shows what needs it, and every right that no scope may name.
 */
export function assertContract(subgraph: string, contract: Contract, selection: Selection, policy: Policy): void {
  const problems = [
    ...contract.scopes.filter((scope) => !isGrantable(scope)).map((scope) => `${scope} is a right that no scope gives`),
    ...rootProblems('Query', contract.queries, contract, policy.queries),
    ...rootProblems('Mutation', contract.mutations, contract, policy.mutations),
    ...[...selection].flatMap(([type, fields]) => typeProblems(type, fields, contract, policy)),
  ];
  if (problems.length > 0)
    throw new FaultError(
      `${subgraph}: the contract ${contract.name} and the policy differ:\n  ${problems.join('\n  ')}`,
    );
}

function rootProblems(
  root: string,
  names: readonly string[],
  { scopes }: Contract,
  lines: Policy['queries'],
): readonly string[] {
  return names.flatMap((name) => {
    const [access, , ...rights] = lines[name] ?? ['STRUCTURE', 'INTERNAL'];
    const further = classRight(access);
    return [
      ...ofPeople(`${root}.${name}`, access),
      ...(further ? ungranted(`${root}.${name}`, [further], scopes) : []),
      ...(rights.length > 0 && !rights.some((right) => scopes.includes(right))
        ? [`${root}.${name} needs ${rights.join(' or ')}, which the contract does not grant`]
        : []),
    ];
  });
}

function typeProblems(
  type: string,
  fields: ReadonlySet<string>,
  { scopes }: Contract,
  policy: Policy,
): readonly string[] {
  const stated = policy.types[type];
  if (!stated) return [];
  return [
    ...(stated.right ? ungranted(type, [stated.right], scopes) : []),
    ...[...fields].flatMap((name) => {
      const line = stated.fields[name];
      if (!line) return [];
      return [...ofPeople(`${type}.${name}`, accessOf(line)), ...ungranted(`${type}.${name}`, rightsOf(line), scopes)];
    }),
  ];
}

function ofPeople(place: string, access: AccessClass): readonly string[] {
  return PEOPLE.includes(access) ? [`${place} tells of a person (${access})`] : [];
}

function ungranted(place: string, rights: readonly Action[], scopes: readonly Action[]): readonly string[] {
  return rights
    .filter((right) => !scopes.includes(right))
    .map((right) => `${place} needs ${right}, which the contract does not grant`);
}

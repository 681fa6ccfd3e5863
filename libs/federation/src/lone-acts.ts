import type { Action } from '@nuan/auth';
import type { ErrorCode } from '@nuan/errors';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

import type { Policy } from './policy/policy';

/** What a right allows that is done one by one: telling what is masked, approving, deciding, paying. */
const LONE_VERBS: readonly string[] = ['reveal', 'approve', 'decide', 'pay'];

/**
 * Mutations of which one operation holds at most one (单次操作): whoever reveals, approves, decides or pays does so act by act. The list
 * is what the subgraphs' policies say, and a subgraph that says otherwise isn't built; the gateway, which has no policy, reads it here.
 */
export const LONE_ACTS: ReadonlySet<string> = new Set([
  'appendBankResult',
  'approveBatch',
  'approveDisbursement',
  'approveExit',
  'approveFiling',
  'approveReversal',
  'closeFile',
  'confirmBatchDelivery',
  'confirmCategory',
  'confirmDelivery',
  'confirmStaleFile',
  'declineCategory',
  'executeErasure',
  'fetchBankFiles',
  'finishBankResult',
  'queryBankFile',
  'recordFiling',
  'refuseErasure',
  'rejectExit',
  'releaseDisbursement',
  'resendBankFile',
  'resolveBankAnomaly',
  'resumeBankResult',
  'revealAccount',
  'revealPerson',
  'revokeDemonstrationUnit',
  'selectDemonstrationUnit',
  'sendBankFile',
  'sendBatch',
  'sendDisbursement',
  'startBankResult',
]);

/** Whether a right is one of those whose acts stand alone. */
function isLone(right: Action): boolean {
  return LONE_VERBS.includes(right.split(':')[1] ?? '');
}

/** What is wrong with the list, as a subgraph's policy sees it: mutations that are missing, and mutations that don't belong there. */
export function loneActProblems({ mutations }: Policy): readonly string[] {
  return Object.entries(mutations).flatMap(([name, [, , ...rights]]) => {
    const isDemanded = rights.some(isLone);
    if (isDemanded === LONE_ACTS.has(name)) return [];
    return [`Mutation.${name} ${isDemanded ? 'is missing in' : 'does not belong to'} LONE_ACTS`];
  });
}

/** The rule of validation that refuses an operation with two of them, under whatever names and through whatever fragments. */
export const loneActRule: ValidationRule = (context: ValidationContext) => ({
  Document: (document: DocumentNode): void => {
    const fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
    );
    const known = new Map<string, number>();
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== 'mutation') continue;
      if (actsIn(definition.selectionSet, fragments, known) <= 1) continue;
      const code: ErrorCode = 'ACT_LIMIT';
      const message = 'Reveal, approve, decide and pay one by one: an operation holds at most one such act.';
      context.reportError(
        new GraphQLError(message, { nodes: definition, extensions: { code, limit: 1, limitCode: code } }),
      );
    }
  },
});

/** Lone acts among the fields of a root; each fragment is looked through once. */
function actsIn(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, number>,
): number {
  let count = 0;
  for (const node of selections) {
    if (node.kind === Kind.FIELD) count += LONE_ACTS.has(node.name.value) ? 1 : 0;
    else if (node.kind === Kind.INLINE_FRAGMENT) count += actsIn(node.selectionSet, fragments, known);
    else count += actsOf(node.name.value, fragments, known);
  }
  return count;
}

function actsOf(
  name: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, number>,
): number {
  const seen = known.get(name);
  if (seen !== undefined) return seen;
  known.set(name, 0); // a cycle, which NoFragmentCycles reports
  const fragment = fragments.get(name);
  const count = fragment ? actsIn(fragment.selectionSet, fragments, known) : 0;
  known.set(name, count);
  return count;
}

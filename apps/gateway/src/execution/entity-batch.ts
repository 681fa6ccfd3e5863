import type {
  InputRewrite,
  OutputRewrite,
  RequiresSelection,
  FlattenNodePathSegment,
} from '@graphql-hive/router-query-planner';

import { copyJson, isJsonList, isJsonObject, type Json, type JsonObject, type ResponsePath } from './json';
import { locate, type Located, type TypeMatcher } from './plan-path';
import type { PublicError } from './public-error';
import { representationOf } from './representation';
import { mergeInto } from './response-merge';
import { applyRewrites, renamedKeys } from './rewrites';
import type { SubgraphRefusal } from './subgraph-call';

/** What an entity fetch needs to know of its targets: where they stand and by what they are found. */
export interface EntityTargets {
  readonly paths: readonly (readonly FlattenNodePathSegment[])[];
  readonly requires: readonly RequiresSelection[];
  readonly inputRewrites?: readonly InputRewrite[];
  readonly outputRewrites?: readonly OutputRewrite[];
}

/** The distinct keys of one variable of an `_entities` call: fifty households of one county ask for one region. */
export class RepresentationSet {
  readonly representations: JsonObject[] = [];
  private readonly indexByKey = new Map<string, number>();

  /** The position of the representation in the list, which it joins when it is new. */
  indexOf(representation: JsonObject): number {
    const key = JSON.stringify(representation);
    const known = this.indexByKey.get(key);
    if (known !== undefined) return known;
    this.indexByKey.set(key, this.representations.length);
    return this.representations.push(representation) - 1;
  }
}

/** One `_entities` selection: for each representation, every object of the answer that stands for it. */
export class EntityBatch {
  private readonly groups = new Map<number, Located[]>();

  /** Several selections of one call may share `keys`; their answers are then aligned with the same list. */
  constructor(
    data: JsonObject,
    private readonly targets: EntityTargets,
    readonly keys: RepresentationSet,
    private readonly matches: TypeMatcher,
  ) {
    for (const path of targets.paths) for (const located of locate(data, path, matches)) this.add(located);
  }

  /** Every object that the batch extends. */
  get located(): readonly Located[] {
    return [...this.groups.values()].flat();
  }

  /** Merges the answered entities, index-aligned with the representations, into every object that stands for them. */
  apply(entities: Json | undefined): void {
    if (!isJsonList(entities)) return;
    applyRewrites(entities, this.targets.outputRewrites, this.matches);
    for (const [index, group] of this.groups) {
      const entity = entities[index];
      if (!isJsonObject(entity)) continue;
      group.forEach(({ value }, copy) => mergeInto(value, copy === 0 ? entity : asObject(copyJson(entity))));
    }
  }

  /** The errors of one entity of the subgraph's answer, at every place of the client's answer where it stands. */
  relocate(refusal: SubgraphRefusal, index: number, below: ResponsePath): PublicError[] {
    const names = renamedKeys(this.targets.outputRewrites);
    const rest = below.map((step) => (typeof step === 'string' ? (names.get(step) ?? step) : step));
    return (this.groups.get(index) ?? []).map(({ path }) => ({ ...refusal, path: [...path, ...rest] }));
  }

  private add(located: Located): void {
    const representation = representationOf(this.targets.requires, located.value, this.matches);
    if (representation === null) return;
    applyRewrites(representation, this.targets.inputRewrites, this.matches);
    const index = this.keys.indexOf(representation);
    const group = this.groups.get(index);
    if (group) group.push(located);
    else this.groups.set(index, [located]);
  }
}

function asObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

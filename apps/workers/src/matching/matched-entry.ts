import { Field, Int, ObjectType } from 'type-graphql';

import { CheckResult } from '../filing/check-source';

/** What a department learns of one row of its own list. */
@ObjectType('MatchedEntry', {
  description: 'Whether a row of the department’s own list met somebody (名单行的比对结果); never whom.',
})
export class MatchedEntry {
  @Field(() => Int, { description: 'Line of the file (行号).' })
  readonly line: number;

  @Field(() => CheckResult, { description: 'MATCH or NO_MATCH (比对结果).' })
  readonly result: CheckResult;

  constructor(line: number, result: CheckResult) {
    this.line = line;
    this.result = result;
  }
}

/** Some rows of a list by line. */
@ObjectType('MatchedEntryPage', { description: 'Rows of a list by line (名单行分页).' })
export class MatchedEntryPage {
  @Field(() => [MatchedEntry], { description: 'The rows (数据).' })
  readonly nodes: readonly MatchedEntry[];

  @Field(() => Int, { nullable: true, description: 'Line to go on after (续读行号); null after the last row.' })
  readonly nextAfterLine: number | null;

  constructor(nodes: readonly MatchedEntry[], nextAfterLine: number | null) {
    this.nodes = nodes;
    this.nextAfterLine = nextAfterLine;
  }
}

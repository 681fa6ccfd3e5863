import { Directive, Field, ObjectType } from 'type-graphql';

/** A campaign (送温暖活动) owned by assistance; enterprises adds how many enterprises were visited in it. */
@Directive('@key(fields: "code")')
@ObjectType('Campaign', { description: 'A relief campaign (送温暖活动), known here by its code; kept by assistance.' })
export class Campaign {
  @Field(() => String, { description: 'Campaign code (活动代码), such as "CNY2017".' })
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

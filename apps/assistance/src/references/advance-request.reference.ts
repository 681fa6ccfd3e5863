import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Wages of a case to be advanced (欠薪垫付申请), owned by migrants; assistance adds the payment. */
@Directive('@key(fields: "id")')
@ObjectType('AdvanceRequest', { description: 'Wages of a case to be advanced (欠薪垫付申请); kept by migrants.' })
export class AdvanceRequest {
  @Field(() => ID, { description: 'Opaque UUID of the request (编号).' })
  readonly id!: string;

  constructor(id: string) {
    this.id = id;
  }
}

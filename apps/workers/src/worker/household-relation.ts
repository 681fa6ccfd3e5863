import { registerEnum } from '@nuan/federation';

/** Place of a person in a household (与户主关系). */
export enum HouseholdRelation {
  HEAD = 'HEAD',
  SPOUSE = 'SPOUSE',
  CHILD = 'CHILD',
  PARENT = 'PARENT',
  OTHER = 'OTHER',
}

registerEnum(
  HouseholdRelation,
  'HouseholdRelation',
  'Relation of a member to the head of the household (与户主关系).',
  {
    HEAD: 'The head (户主).',
    SPOUSE: 'Spouse (配偶).',
    CHILD: 'Child (子女).',
    PARENT: 'Parent (父母).',
    OTHER: 'Another relation (其他).',
  },
);

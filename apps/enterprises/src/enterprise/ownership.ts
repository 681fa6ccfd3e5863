import { registerEnum } from '@nuan/federation';

/** Who owns an enterprise (单位性质). */
export enum Ownership {
  STATE_OWNED = 'STATE_OWNED',
  COLLECTIVE = 'COLLECTIVE',
  PRIVATE = 'PRIVATE',
  FOREIGN_INVESTED = 'FOREIGN_INVESTED',
  JOINT_STOCK = 'JOINT_STOCK',
  OTHER = 'OTHER',
}

registerEnum(Ownership, 'Ownership', 'Who owns an enterprise (单位性质).', {
  STATE_OWNED: 'State-owned (国有).',
  COLLECTIVE: 'Collective (集体).',
  PRIVATE: 'Private (民营).',
  FOREIGN_INVESTED: 'Foreign-invested, Hong Kong, Macao and Taiwan included (外资及港澳台资).',
  JOINT_STOCK: 'Joint-stock (股份制).',
  OTHER: 'Another form (其他).',
});

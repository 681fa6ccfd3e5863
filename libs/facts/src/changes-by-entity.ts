import type { QueryRunner } from 'typeorm';

/**
 * Lets the versions of one entity be found in the log of the feed without reading it whole: for who takes something out of older versions when
 * a person is erased. Readers of the feed go by transaction and need no such index, so that only who erases pays for it at every change.
 */
export async function changesByEntity(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query('create index change_entity_id_idx on change (entity_id)');
}

/** The reverse of {@link changesByEntity}. */
export async function dropChangesByEntity(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query('drop index change_entity_id_idx');
}

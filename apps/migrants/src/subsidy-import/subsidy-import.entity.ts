import { listImportOf, listImportStates } from '@nuan/intake';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { SUBSIDY_IMPORT } from './subsidy-import.machine';

/** State of a bulk import of travel subsidies (批量导入状态). */
export const TravelSubsidyImportState = listImportStates(SUBSIDY_IMPORT);

/** A bulk import of travel subsidies (批量导入返乡补贴名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'travel_subsidy_import' })
@ObjectType('TravelSubsidyImport', {
  description:
    'A bulk import of the travel subsidies of one service from a CSV or Excel file (批量导入返乡补贴名单), with its progress and report.',
})
export class TravelSubsidyImport extends listImportOf({
  states: TravelSubsidyImportState,
  region: 'Region of the service (导入区域).',
  imported: { name: 'subsidiesRequested', description: 'Subsidies asked for so far (已申请补贴数).' },
}) {
  @Column({ type: 'uuid', name: 'return_service_id' })
  @Field(() => ID, { description: 'The service that they are part of (返乡服务).' })
  returnServiceId!: string;
}

/** Which line of a file named which person, and the request that it became. */
@Entity({ name: 'travel_subsidy_import_row' })
export class TravelSubsidyImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'person_key' })
  personKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'travel_subsidy_request_id', nullable: true })
  travelSubsidyRequestId!: string | null;
}

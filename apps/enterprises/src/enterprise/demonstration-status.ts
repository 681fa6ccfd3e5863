import { registerEnum } from '@nuan/federation';

/** Standing of an enterprise as a demonstration unit for employment support (支持就业示范单位). */
export enum DemonstrationStatus {
  NOMINATED = 'NOMINATED',
  SELECTED = 'SELECTED',
  REVOKED = 'REVOKED',
}

registerEnum(
  DemonstrationStatus,
  'DemonstrationStatus',
  'Standing of an enterprise as a demonstration unit for employment support (支持就业示范单位).',
  {
    NOMINATED: 'Nominated by its union, not yet selected (已推荐).',
    SELECTED: 'Selected: it is such a unit now (已选树).',
    REVOKED: 'Selected once and revoked since (已撤销).',
  },
);

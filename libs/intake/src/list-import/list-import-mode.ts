import { registerEnum } from '@nuan/federation';

/** How an import treats rows with an error (导入方式). */
export enum ListImportMode {
  ALL_OR_NOTHING = 'ALL_OR_NOTHING',
  PER_ROW = 'PER_ROW',
}

registerEnum(ListImportMode, 'ListImportMode', 'How an import treats rows with an error (导入方式).', {
  ALL_OR_NOTHING: 'One error, and nothing is imported (全部成功或全部不导入).',
  PER_ROW: 'Rows without an error are imported, the others reported (逐行导入，错误跳过).',
});

import { FileStatus } from '@nuan/kernel';

/** States in which a household file is in force (建档在册): until its exit is recorded, it may be planned for, paired and aided. */
export const FILE_IN_FORCE: readonly FileStatus[] = [
  FileStatus.RECORDED,
  FileStatus.UNDER_REVIEW,
  FileStatus.EXIT_PROPOSED,
  FileStatus.EXIT_PUBLICISED,
];

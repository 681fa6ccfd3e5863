const SAYS_NOTHING =
  /(^|\/)(utils?|helpers?|common|shared|misc|core|base|lib|types|constants|interfaces|v2|new|legacy|dtos?|enums)(\/|\.[cm]?tsx?$)/;

/** Files and folders whose name says nothing about what they hold, so that everything ends up in them. */
export function emptyNames(files: readonly string[]): string[] {
  return files.filter((file) => SAYS_NOTHING.test(file));
}

/** The files of a paste: a screenshot, a picture of a page, a file. Office programs add a picture of the text, which is meant. */
export function pastedFiles({ files, types }: Pick<DataTransfer, "files" | "types">): readonly File[] {
  const isText = types.includes("text/plain") && types.includes("text/html");
  return isText ? [] : [...files];
}

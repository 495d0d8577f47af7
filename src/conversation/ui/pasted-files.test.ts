import { expect, test } from "vitest";
import { pastedFiles } from "./pasted-files";

const picture = new File(["x"], "image.png");
const paste = (...types: string[]) => pastedFiles({ files: [picture] as unknown as FileList, types });

test("a screenshot, a picture of a page and a file are files", () => {
  for (const types of [["Files"], ["text/html", "Files"], ["text/plain", "Files"]]) {
    expect(paste(...types)).toEqual([picture]);
  }
});

test("a text that comes with a picture of itself is a text", () => {
  expect(paste("text/plain", "text/html", "text/rtf", "Files")).toEqual([]);
});

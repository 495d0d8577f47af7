import { expect, it } from "vitest";
import { textPieces } from "./text-pieces";

const plain = (text: string) => ({ kind: "plain", text });

it("marks whole words, one in another", () => {
  expect(textPieces("un *café _muy_ negro*!")).toEqual([
    plain("un "),
    { kind: "strong", inside: [plain("café "), { kind: "em", inside: [plain("muy")] }, plain(" negro")] },
    plain("!"),
  ]);
});

it("leaves alone what is no mark", () => {
  for (const text of ["2*3*4", "snake_case_name", "* a list *", "a ~ b ~ c", "*over\ntwo lines*", "<b>&amp;</b>"]) {
    expect(textPieces(text)).toEqual([plain(text)]);
  }
});

it("shows code as it is", () => {
  expect(textPieces("`*a* b`")).toEqual([{ kind: "code", inside: [plain("*a* b")] }]);
});

it("links addresses without the end of the sentence, and only http", () => {
  expect(textPieces("Mira https://a.example/x_y_z?q=1. javascript:alert(1)")).toEqual([
    plain("Mira "),
    { kind: "link", text: "https://a.example/x_y_z?q=1" },
    plain(". javascript:alert(1)"),
  ]);
});

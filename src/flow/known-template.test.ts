import { expect, test } from "vitest";
import { parametersOf } from "./known-template";

const exactly = (count: number) => ({ least: count, most: count });

test("texts want what stands in double braces, each name once", () => {
  const components = [
    { type: "HEADER", format: "TEXT", text: "For {{1}}" },
    { type: "BODY", text: "Hi {{first_name}}, {{ order }} is on its way, {{first_name}}." },
    { type: "FOOTER", text: "Bye" },
  ];
  expect(parametersOf(components)).toEqual({ header: exactly(1), body: exactly(2), buttons: exactly(0) });
});

test("a header that shows something wants it", () => {
  expect(parametersOf([{ type: "HEADER", format: "IMAGE" }])?.header).toEqual(exactly(1));
  expect(parametersOf([{ type: "BODY", text: "Hi" }])?.header).toEqual(exactly(0));
});

test("buttons want what they cannot go without, and may have what they can", () => {
  const buttons = [
    { type: "URL", text: "Track", url: "https://shop.example/{{1}}" },
    { type: "URL", text: "Shop", url: "https://shop.example" },
    { type: "COPY_CODE", example: "X" },
    { type: "QUICK_REPLY", text: "Yes" },
    { type: "PHONE_NUMBER", text: "Call", phone_number: "1" },
  ];
  expect(parametersOf([{ type: "BUTTONS", buttons }])?.buttons).toEqual({ least: 2, most: 3 });
});

test("what is of no known shape is not guessed", () => {
  expect(parametersOf(null)).toBeNull();
  expect(parametersOf([{ text: "Hi" }])).toBeNull();
});

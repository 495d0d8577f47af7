import { expect, it } from "vitest";
import { readAddress, writeAddress } from "./address";

it("brings back after a reload what was open", () => {
  const open = {
    phones: [
      { phoneNumberId: "106", customer: "12025550114" },
      { phoneNumberId: "107", customer: "GB.7700900199" },
    ],
    drawer: "faults" as const,
  };
  expect(readAddress(writeAddress(open))).toEqual(open);
});

it("passes over what nobody could have meant", () => {
  expect(readAddress("?chat=&chat=x/1&chat=106/&drawer=kitchen")).toEqual({ phones: [], drawer: undefined });
});

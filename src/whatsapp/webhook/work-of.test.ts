import { expect, test } from "vitest";
import { changeBody } from "@/dev/webhook-body";
import { readBody } from "./read-body";
import { workOf } from "./work-of";

const workOfStatus = (metadata: object) => {
  const statuses = [{ id: "wamid.a", status: "sent", timestamp: "1790000000" }];
  const { items } = readBody(JSON.parse(changeBody("1", { metadata, statuses })), (text) => text);
  return items.map(workOf);
};

test("a status is worked in a lane of its number, and by nobody if it names none", () => {
  expect(workOfStatus({ phone_number_id: "2" })).toEqual([{ lane: "status" }]);
  expect(workOfStatus({})).toEqual([{ lane: null, outcome: "names no phone number" }]);
});

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { eventDetail, eventMeaning } from "./event-detail";
import { EVENT_KINDS } from "./event-kind";
import { readBody } from "./webhook/read-body";

const folder = new URL("webhook/fixtures/", import.meta.url);

function itemsOf(name: string) {
  return readBody(JSON.parse(readFileSync(new URL(name, folder), "utf8")), (text) => text).items;
}
const detailsOf = (name: string) => itemsOf(name).map(eventDetail);

test("a message is told by its text, a status by its word and its error", () => {
  expect(detailsOf("msg-interactive-button_reply__pywa.json")).toEqual(["title"]);
  expect(detailsOf("status-delivered__metadocs.json")).toEqual(["delivered"]);
  expect(detailsOf("status-failed-131049__metadocs.json")).toEqual([
    "failed: This message was not delivered to maintain healthy ecosystem engagement.",
  ]);
});

test("an item of the account is told by its own words, if it has any, and by what its field is about", () => {
  expect(detailsOf("message_template_status_update-REJECTED__bindambc.json")).toEqual([
    "schedule_confirmation4: REJECTED",
  ]);
  expect(detailsOf("value-errors__metadocs.json")).toEqual([
    "Webhook could not be delivered within data retention limit",
  ]);
  expect(detailsOf("user_preferences__metadocs.json")).toEqual([null]);
  expect(itemsOf("user_preferences__metadocs.json").map(eventMeaning)).toEqual([
    "A customer stops, resumes or signs up for marketing messages",
  ]);
});

test("every published item says something, and its kind has a name", () => {
  for (const name of readdirSync(folder)) {
    for (const item of itemsOf(name)) {
      expect(EVENT_KINDS, name).toHaveProperty([item.kind]);
      expect(eventDetail(item), name).not.toBe("");
      expect(eventMeaning(item), name).not.toBe("");
    }
  }
});

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readBody } from "./read-body";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const read = (body: unknown) => readBody(typeof body === "string" ? JSON.parse(body) : body, sha256);

const fixture = (name: string) => read(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8")).items;

const change = (value: unknown, field: unknown = "messages") => ({ entry: [{ id: "1", changes: [{ field, value }] }] });
const metadata = { display_phone_number: "+1 555-078-3881", phone_number_id: "106" };

describe("an item", () => {
  const items = (value: unknown, field?: unknown) => read(change(value, field)).items;

  test("has the contact that bears its ids, in whatever order contacts come", () => {
    const found = items({
      metadata,
      contacts: [
        { wa_id: "222", profile: { name: "Two" } },
        { user_id: "US.3", wa_id: "", profile: { name: "Three", username: "@three" } },
        { wa_id: "111", profile: { name: "One" } },
      ],
      messages: [
        { id: "a", from: "111" },
        { id: "b", from: "", from_user_id: "US.3" },
        { id: "c", from: "444" },
      ],
    });
    expect(found.map((item) => item.person)).toEqual([
      { phone: "111", userId: null, parentUserId: null, name: "One", username: null },
      { phone: null, userId: "US.3", parentUserId: null, name: "Three", username: "three" },
      { phone: "444", userId: null, parentUserId: null, name: null, username: null },
    ]);
    expect(found[0]?.payload).toEqual({
      metadata,
      contacts: [{ wa_id: "111", profile: { name: "One" } }],
      messages: [{ id: "a", from: "111" }],
    });
  });

  test("that names nobody belongs to the only contact, if it is the only item", () => {
    expect(fixture("msg-contacts__restfb-2.json")[0]?.person?.userId).toBe("US.13491208655302741918");
    const two = { metadata, contacts: [{ wa_id: "1" }], messages: [{ id: "a" }, { id: "b" }] };
    expect(items(two).map((item) => item.person)).toEqual([null, null]);
    expect(fixture("msg-text__courier.json")[0]?.person).toBeNull();
  });

  test("that is about nobody has no contact of another", () => {
    const [call, errors] = fixture("calls-terminate__pywa.json");
    expect(call).toMatchObject({ kind: "call", person: { phone: "16315553601" } });
    expect(errors).toMatchObject({ kind: "errors", person: null });
  });

  test("of a group's status is about the participant, and each participant has a key", () => {
    const found = fixture("batch-mixed__metadocs2026.json");
    expect(found.map((item) => item.person?.phone)).toEqual(["16505551234", "16505551235", "16505551236"]);
    expect(new Set(found.map((item) => item.waMessageId)).size).toBe(1);
  });

  test("of an echo is about the customer, also when a sample has both ends the other way round", () => {
    expect(fixture("smb_message_echoes-text__metadocs.json")[0]?.person?.phone).toBe("16505551234");
    expect(fixture("smb_message_echoes-revoke__pywa.json")[0]?.person?.phone).toBe("972987654321");
  });

  test("of a changed number is about the number it had", () => {
    expect(fixture("msg-system-user_changed_number__vercelchat.json")[0]?.person?.phone).toBe("15551234567");
  });

  test("takes its time as text or as a number, else the entry's", () => {
    const messages = [
      { id: "a", timestamp: "1700000000" },
      { id: "b", timestamp: 1_700_000_001 },
      { id: "c", timestamp: "soon" },
    ];
    const { items } = read({ entry: [{ time: "1700000002", changes: [{ field: "messages", value: { messages } }] }] });
    expect(items.map((item) => item.at)).toEqual([1_700_000_000_000, 1_700_000_001_000, 1_700_000_002_000]);
  });

  test("has a key with its phone number id, so that two numbers may have one message id", () => {
    const one = items({ metadata, messages: [{ id: "wamid.1" }] });
    const other = items({ metadata: { phone_number_id: "107" }, messages: [{ id: "wamid.1" }] });
    expect(one[0]?.key).toBe("message:106:wamid.1");
    expect(other[0]?.key).toBe("message:107:wamid.1");
  });

  test("has another key for each step of one message", () => {
    const statuses = ["sent", "delivered", "read"].map((status) => ({ id: "wamid.1", status }));
    expect(items({ metadata, statuses }).map((item) => item.key)).toEqual([
      "status:106:wamid.1:sent",
      "status:106:wamid.1:delivered",
      "status:106:wamid.1:read",
    ]);
  });

  test("that has no id is known again by its content, whatever the order of its keys", () => {
    const [one] = items({ event: "PIN_CHANGED", display_phone_number: "1" }, "security");
    const [same] = items({ display_phone_number: "1", event: "PIN_CHANGED" }, "security");
    const [other] = items({ display_phone_number: "2", event: "PIN_CHANGED" }, "security");
    expect(one?.key).toMatch(/^number:1:security:[0-9a-f]{64}$/);
    expect(same?.key).toBe(one?.key);
    expect(other?.key).not.toBe(one?.key);
  });

  test("has a short key and no id that an index would refuse", () => {
    const [item] = items({
      metadata: { phone_number_id: "9".repeat(250) },
      messages: [{ id: "x".repeat(300), from: "\u0000" }],
    });
    expect(item?.key.length).toBeLessThan(200);
    expect(item?.waMessageId).toBeNull();
  });

  test("of standby and history never looks like a message to answer", () => {
    expect(fixture("standby__metadocs2026-2.json")[0]).toMatchObject({
      kind: "standby-message",
      person: { phone: "16505551234" },
    });
    expect(fixture("history__metadocs2026.json").map((item) => item.kind)).toEqual(["history", "history"]);
  });
});

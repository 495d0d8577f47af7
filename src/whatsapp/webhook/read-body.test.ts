import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asList, asRecord } from "../loose-json";
import { idsNamed } from "./ids-named";
import { readBody } from "./read-body";
import { storable } from "./storable";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function read(body: unknown) {
  const result = readBody(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)), sha256);
  if (!result.ok) throw new Error(result.why);
  return result;
}

const change = (value: unknown, field: unknown = "messages") => ({ entry: [{ id: "1", changes: [{ field, value }] }] });
const metadata = { display_phone_number: "+1 555-078-3881", phone_number_id: "106" };

const folder = new URL("fixtures/", import.meta.url);
const fixtures = readdirSync(folder).sort();
const bytesOf = (name: string) => readFileSync(new URL(name, folder), "utf8");
const fixture = (name: string) => read(bytesOf(name)).items;

/** What a file is named after, and the kinds of items that such a file holds. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  msg: ["message"],
  status: ["status"],
  "batch-msg-text": ["message"],
  "batch-mixed": ["message", "status", "call"],
  "empty-entry": [],
  "value-errors": ["errors"],
  account_alerts: ["account"],
  account_review_update: ["account"],
  account_settings_update: ["account"],
  account_update: ["account"],
  automatic_events: ["automatic-event"],
  business_capability_update: ["account"],
  business_username_update: ["number"],
  calls: ["call"],
  flows: ["whatsapp-flow"],
  group_lifecycle_update: ["group"],
  group_participants_update: ["group"],
  group_settings_update: ["group"],
  history: ["history"],
  invalid_field: ["unknown-field"],
  message_template_components_update: ["template"],
  message_template_status_update: ["template"],
  messaging_handovers: ["handover"],
  payment_configuration_update: ["payment"],
  phone_number_name_update: ["number"],
  phone_number_quality_update: ["number"],
  security: ["number"],
  smb_app_state_sync: ["contact-sync"],
  smb_message_echoes: ["echo"],
  standby: ["standby-message", "standby-status"],
  template_category_update: ["template"],
  template_status_update: ["unknown-field"],
  user_id_update: ["identity"],
  user_preferences: ["preference"],
};

function kindsOf(file: string): readonly string[] {
  const subject = file.replace(/__.*/, "");
  const kinds = KINDS[subject] ?? KINDS[subject.replace(/-.*/, "")];
  if (!kinds) throw new Error(`What kind is ${file}?`);
  return kinds;
}

describe("the published bodies", () => {
  test("are all here", () => expect(fixtures).toHaveLength(159));

  test.each(fixtures)("%s is split into items of the kind it is named after", (name) => {
    const kinds = kindsOf(name);
    const found = fixture(name).map((item) => item.kind);
    // An error of the whole change may come beside what the file is about.
    expect(kinds).toEqual(expect.arrayContaining(found.filter((kind) => kind !== "errors" || kinds.includes(kind))));
    if (kinds.length > 0) expect(found).not.toEqual([]);
  });

  test.each(fixtures.filter((name) => !name.startsWith("batch-msg-text")))(
    "%s has a key of its own for each item",
    (name) => {
      const keys = fixture(name).map((item) => item.key);
      expect(new Set(keys).size).toBe(keys.length);
    },
  );

  test("the same message twice in one body has the same key twice", () => {
    const [one, other, ...more] = fixture("batch-msg-text__courier.json");
    expect(more).toEqual([]);
    expect(one).toEqual(other);
  });

  test.each(fixtures)("%s needs no change to be stored", (name) => {
    for (const item of fixture(name)) {
      expect(item.changed).toBe(false);
      expect(storable(item.payload)).toEqual({ json: item.payload, changed: false });
    }
  });

  test.each(fixtures)("each item of %s has a payload that gives the same item again", (name) => {
    for (const entry of asList(JSON.parse(bytesOf(name)).entry)) {
      const { items } = read({ entry: [entry] });
      for (const item of items) {
        const alone = { ...asRecord(entry), changes: [{ field: item.field, value: item.payload }] };
        expect(read({ entry: [alone] }).items).toEqual([item]);
      }
    }
  });

  test("every message, status and echo has its WhatsApp id and its time", () => {
    const items = fixtures.flatMap(fixture).filter((item) => ["message", "status", "echo"].includes(item.kind));
    expect(items.length).toBeGreaterThan(100);
    for (const item of items) {
      expect(item.waMessageId).not.toBeNull();
      if (!JSON.stringify(item.payload).includes("<TIMESTAMP>")) expect(item.at).toBeGreaterThan(Date.UTC(2009));
    }
  });
});

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

describe("a body", () => {
  test("of several accounts, changes and lists is split into all its items", () => {
    const value = (id: string) => ({
      metadata: { phone_number_id: id },
      messages: [{ id: "m" }],
      statuses: [{ id: "s", status: "read" }],
    });
    const { items, problems } = read({
      object: "whatsapp_business_account",
      entry: [
        {
          id: "1",
          changes: [
            { field: "messages", value: value("11") },
            { field: "account_alerts", value: {} },
          ],
        },
        { id: "2", changes: [{ field: "messages", value: value("21") }] },
      ],
    });
    expect(items.map((item) => item.kind)).toEqual(["message", "status", "account", "message", "status"]);
    expect(idsNamed(items)).toEqual({ phoneNumberIds: ["11", "21"], businessAccountIds: ["1", "2"] });
    expect(problems).toEqual([]);
  });

  test("keeps what stands beside the lists it knows", () => {
    const found = read(change({ metadata, messages: [{ id: "a" }, "b", null], novelty: { id: 5 } })).items;
    expect(found.map((item) => [item.kind, item.payload])).toEqual([
      ["message", { metadata, messages: [{ id: "a" }] }],
      ["other", { metadata, messages: ["b", null], novelty: { id: 5 } }],
    ]);
  });

  test.each([undefined, null, "", 5, [], {}, [{ id: "a" }], { messages: {} }, { messages: [] }, { messages: [null] }])(
    "with the value %j gives one item and no complaint",
    (value) => {
      const found = read(change(value)).items;
      expect(found).toHaveLength(1);
      expect(found[0]?.kind).toBe("other");
    },
  );

  test.each([
    ["null", ["entry is not a list"]],
    ["5", ["entry is not a list"]],
    ['{"entry":{}}', ["entry is not a list"]],
    ['{"entry":[]}', []],
    [
      '{"entry":[null,{},{"changes":[7]}]}',
      ["entry[0] is not an object", "entry[1].changes is not a list", "entry[2].changes[0] is not an object"],
    ],
  ])("that is %s has no items and says why", (body, problems) => {
    expect(read(body)).toEqual({ ok: true, object: null, items: [], problems });
  });

  test.each(["", "hello", "{", '{"a":1}x'])("that is %j is no JSON", (body) => {
    expect(readBody(Buffer.from(body), sha256)).toEqual({ ok: false, why: "The body is not JSON" });
  });

  test("of a thousand messages is read in their order", () => {
    const messages = Array.from({ length: 1000 }, (_, index) => ({ id: `wamid.${index}`, from: `49${index}` }));
    const contacts = messages.map((message) => ({ wa_id: message.from, profile: { name: message.from } })).reverse();
    const { items } = read(change({ metadata, contacts, messages }));
    expect(items.map((item) => item.waMessageId)).toEqual(messages.map((message) => message.id));
    expect(items.every((item) => item.person?.name === item.person?.phone)).toBe(true);
  });

  test("of very many empty statuses is read up to a bound", () => {
    const { items, problems } = read(
      `{"entry":[{"changes":[{"field":"messages","value":{"statuses":[${"{},".repeat(100_000)}{}]}}]}]}`,
    );
    expect(items).toHaveLength(10_000);
    expect(problems).toEqual(["Only the first 10000 items were read"]);
  });

  test("nested a hundred thousand levels deep costs its own item only", () => {
    const bomb = "[".repeat(100_000) + "]".repeat(100_000);
    const { items } = read(
      `{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"a","text":${bomb}},{"id":"b"}]}}]}]}`,
    );
    expect(items.map((item) => [item.waMessageId, item.changed])).toEqual([
      ["a", true],
      ["b", false],
    ]);
  });

  test("of any JSON is read without a throw, and its items can be stored", () => {
    const junk = fc.jsonValue({ maxDepth: 1 });
    const key = fc.constantFrom(
      "metadata",
      "messages",
      "statuses",
      "contacts",
      "id",
      "from",
      "standby",
      "timestamp",
      "__proto__",
    );
    const part = fc.dictionary(key, junk, { maxKeys: 4 });
    const value = fc.dictionary(key, fc.oneof(part, fc.array(fc.oneof(part, junk), { maxLength: 3 }), junk), {
      maxKeys: 4,
    });
    const field = fc.constantFrom(
      "messages",
      "standby",
      "history",
      "calls",
      "smb_message_echoes",
      "constructor",
      5,
      null,
    );
    const changes = fc.array(fc.record({ field, value: fc.oneof(value, junk) }), { maxLength: 3 });
    const body = fc.record({ entry: fc.array(fc.record({ id: junk, time: junk, changes }), { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: body }, { weight: 1, arbitrary: junk }), (json) => {
        for (const item of read(JSON.stringify(json)).items) {
          expect(item.key.length).toBeLessThanOrEqual(200);
          expect(storable(item.payload).changed).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

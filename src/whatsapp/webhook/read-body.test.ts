import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownersNamed } from "./owners-named";
import { parseBody } from "./parse-body";
import { readBody } from "./read-body";
import { storable } from "./storable";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const read = (body: unknown) => readBody(typeof body === "string" ? JSON.parse(body) : body, sha256);

const change = (value: unknown, field: unknown = "messages") => ({ entry: [{ id: "1", changes: [{ field, value }] }] });
const metadata = { display_phone_number: "+1 555-078-3881", phone_number_id: "106" };

describe("a body", () => {
  test("of several accounts, changes and lists is split into all its items", () => {
    const value = (id: string) => ({
      metadata: { phone_number_id: id },
      messages: [{ id: "m" }],
      statuses: [{ id: "s", status: "read" }],
    });
    const body = {
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
    };
    const { items, problems } = read(body);
    expect(items.map((item) => item.kind)).toEqual(["message", "status", "account", "message", "status"]);
    expect(ownersNamed(body)).toEqual([
      { phoneNumberId: "11", businessAccountId: "1" },
      { phoneNumberId: null, businessAccountId: "1" },
      { phoneNumberId: "21", businessAccountId: "2" },
    ]);
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
    expect(read(body)).toEqual({ object: null, items: [], problems, tooLarge: null });
  });

  test.each(["", "hello", "{", '{"a":1}x'])("that is %j is no JSON", (body) => {
    expect(parseBody(Buffer.from(body))).toBeUndefined();
  });

  test("of a thousand messages is read in their order", () => {
    const messages = Array.from({ length: 1000 }, (_, index) => ({ id: `wamid.${index}`, from: `49${index}` }));
    const contacts = messages.map((message) => ({ wa_id: message.from, profile: { name: message.from } })).reverse();
    const { items } = read(change({ metadata, contacts, messages }));
    expect(items.map((item) => item.waMessageId)).toEqual(messages.map((message) => message.id));
    expect(items.every((item) => item.person?.name === item.person?.phone)).toBe(true);
  });

  test.each([
    ["items", `[{"changes":[{"field":"messages","value":{"statuses":[${"{},".repeat(10_000)}{}]}}]}]`],
    ["changes", `[{"changes":[${"{},".repeat(10_000)}{}]}]`],
    ["entries", `[${"{},".repeat(10_000)}{}]`],
  ])("of very many %s is refused whole: nothing of it may be acknowledged and dropped", (_, entry) => {
    expect(read(`{"entry":${entry}}`)).toMatchObject({
      items: [],
      tooLarge: expect.stringContaining("more than 10000") as string,
    });
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

  test("whose items share what is huge repeats only what is read of it", () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index);
    const contacts = [{ numbers, wa_id: "49", profile: { numbers, name: "Ana" } }];
    const messages = Array.from({ length: 100 }, (_, index) => ({ id: `m${index}`, from: "49" }));
    const { items } = read(change({ metadata: { numbers, ...metadata }, contacts, messages, more: { a: 1 } }));
    expect(items).toHaveLength(101);
    expect(items.every((item) => item.changed)).toBe(true);
    expect(items[99]).toMatchObject({ phoneNumberId: "106", person: { name: "Ana" }, key: "message:106:m99" });
    expect(items[99]?.payload).toEqual({
      metadata,
      contacts: [{ wa_id: "49", profile: { name: "Ana" } }],
      messages: [{ id: "m99", from: "49" }],
    });
    expect(items[100]?.payload).toEqual({ metadata, more: { a: 1 } });
  });

  test("whose payloads are too long together is refused", { timeout: 20_000 }, () => {
    const contacts = [{ wa_id: "49", about: "x".repeat(900) }];
    const messages = Array.from({ length: 9_000 }, (_, n) => ({ id: `m${n}`, from: "49", n: "x".repeat(1000) }));
    expect(read(change({ metadata, contacts, messages }))).toMatchObject({
      items: [],
      tooLarge: "The body's items are longer than 16777216 characters together",
    });
    expect(read(change({ metadata, contacts, messages: messages.slice(0, 8_000) }))).toMatchObject({ tooLarge: null });
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
      { numRuns: 200 },
    );
  });
});

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asList, asRecord } from "../loose-json";
import { readBody } from "./read-body";
import { storable } from "./storable";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const read = (body: unknown) => readBody(typeof body === "string" ? JSON.parse(body) : body, sha256);

const folder = new URL("fixtures/", import.meta.url);
const fixtures = readdirSync(folder).sort();
const textOf = (name: string) => readFileSync(new URL(name, folder), "utf8");
const fixture = (name: string) => read(textOf(name)).items;

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
    for (const entry of asList((JSON.parse(textOf(name)) as { entry?: unknown }).entry)) {
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

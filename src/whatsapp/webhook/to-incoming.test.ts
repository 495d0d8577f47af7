import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { incoming, isOfferedToFlows, type Incoming } from "@/conversation/message";
import { preview } from "@/conversation/preview";
import { readBody } from "./read-body";
import { toEcho } from "./to-echo";
import { toIncoming } from "./to-incoming";

const folder = new URL("fixtures/", import.meta.url);

function items(name: string, kind: string) {
  const body = readBody(JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")), (text) => text);
  return body.items.filter((item) => item.kind === kind);
}
const first = (name: string): Incoming => toIncoming(items(name, "message")[0]?.payload);

const nothing = {
  text: null,
  choice: null,
  media: null,
  location: null,
  reaction: null,
  repliesTo: null,
  group: false,
};
const media = { mimeType: null, caption: null, filename: null, voice: false };

describe("a message", () => {
  const cases: [string, Partial<Incoming>, string][] = [
    [
      "msg-text__pywa-signed-bytes",
      { type: "text", text: "Hey there! I am using PyWa." },
      "Hey there! I am using PyWa.",
    ],
    ["msg-text-fwd__pywa", { type: "text", text: "forwarded text", repliesTo: null }, "forwarded text"],
    [
      "msg-image__veecore",
      { type: "image", text: "CAPTION", media: { ...media, id: "ID", mimeType: "image/jpeg", caption: "CAPTION" } },
      "📷 Photo: CAPTION",
    ],
    [
      "msg-voice__courier",
      { type: "audio", media: { ...media, id: "id_voice", mimeType: "audio/ogg; codecs=opus", voice: true } },
      "🎤 Voice message",
    ],
    ["msg-contacts__metadocs", { type: "contacts" }, "👤 Contact"],
    ["msg-order__metadocs", { type: "order", text: "Love these!" }, "🛒 Order: Love these!"],
    [
      "msg-reaction__pywa",
      { type: "reaction", reaction: { to: "wamid.yzxyzx=", emoji: null } },
      "Took a reaction back",
    ],
    [
      "msg-reaction__pywa-2",
      { type: "reaction", reaction: { to: "wamid.yzxyzx=", emoji: null } },
      "Took a reaction back",
    ],
    [
      "msg-button-bsuid__pywa",
      { type: "button", text: "title", choice: { id: "callback_data", title: "title" } },
      "title",
    ],
    [
      "msg-button__netflie",
      { type: "button", text: "No", choice: { id: "No-Button-Payload", title: "No" }, repliesTo: "wamid.ID" },
      "No",
    ],
    [
      "msg-interactive-button_reply__courier",
      { type: "interactive", text: "Yes", choice: { id: "id_button_reply", title: "Yes" } },
      "Yes",
    ],
    [
      "msg-interactive-list_reply__pywa",
      {
        type: "interactive",
        text: "title",
        choice: { id: "callback_data", title: "title" },
        repliesTo: "wamid.xyzxyz",
      },
      "title",
    ],
    [
      "msg-interactive-nfm_reply-flow__courier",
      { type: "interactive", text: "Sent", form: { token: null, answers: ["not", "an", "object"] } },
      "Sent",
    ],
    [
      "msg-interactive-nfm_reply-flow__courier-2",
      {
        type: "interactive",
        text: "Sent",
        form: { token: "fl0w+t0k3n", answers: { flow_token: "fl0w+t0k3n", first_name: "Bob", age: "32" } },
      },
      "Sent",
    ],
    ["msg-interactive-call_permission_reply__pywa", { type: "interactive", repliesTo: "wamid.y==" }, "Answered"],
    ["msg-interactive__pywa", { type: "interactive", repliesTo: "wamid.gvwegfretge==" }, "Answered"],
    [
      "msg-edit__pywa",
      {
        type: "edit",
        text: "Updated image caption",
        repliesTo: "wamid.HBgLMTQxMjU1NTA4MjkVAgASGBQzQUNCNjk5RDUwNUZGMUZEM0VBRAA=",
      },
      "✏️ Edited: Updated image caption",
    ],
    ["msg-revoke__pywa", { type: "revoke", repliesTo: "<ORIGINAL_WHATSAPP_MESSAGE_ID>" }, "🚫 Deleted a message"],
    ["msg-request_welcome__metadocs", { type: "request_welcome" }, "Opened the chat"],
    ["msg-unsupported__pywa", { type: "unsupported" }, "A message that cannot be shown"],
    ["msg-unknown__restfb", { type: "unknown" }, "A message that cannot be shown"],
    ["msg-system-user_changed_user_id__metadocs2026", { type: "system", text: "User..." }, "User..."],
    [
      "msg-text-group__metadocs",
      { type: "text", text: "What does everyone think about this?", group: true },
      "What does everyone think about this?",
    ],
  ];
  test.each(cases)("%s is understood and shown in one line", (name, expected, line) => {
    expect(first(name)).toEqual({ ...nothing, ...expected });
    expect(preview(first(name))).toBe(line);
  });

  test("of a place has where it is", () => {
    const found = first("msg-location__bindambc");
    expect(found.location).toEqual({
      latitude: -10.93941311633,
      longitude: -10.606395436721,
      name: null,
      address: null,
    });
    expect(preview(found)).toBe("📍 Location");
  });

  test("of a document has its name", () => {
    const found = first("msg-document__restfb");
    expect(found.media?.filename).toBeTruthy();
    expect(preview(found)).toBe(`📄 ${found.media?.filename}`);
  });

  test("of a group, a removed reaction or a type that nobody knows is not offered to flows", () => {
    for (const name of ["msg-text-group__metadocs", "msg-reaction__pywa", "msg-unknown__restfb"]) {
      expect(isOfferedToFlows(first(name))).toBe(false);
    }
    const novelty = toIncoming({ messages: [{ type: "hologram", hologram: { id: "1" } }] });
    expect(novelty).toEqual({ ...nothing, type: "unknown" });
  });

  test("whose media Meta could not fetch is still a message", () => {
    expect(toIncoming({ messages: [{ type: "image", errors: [{ code: 131052 }] }] })).toEqual({
      ...nothing,
      type: "image",
    });
  });

  test("of every published body is of the type that its file is named after", () => {
    for (const file of readdirSync(folder).filter((name) => name.startsWith("msg-"))) {
      const type = file.split(/[-_]/)[1] === "request" ? "request_welcome" : (file.split(/[-_]/)[1] ?? "");
      const found = first(file.replace(".json", ""));
      expect([file, found.type]).toEqual([file, type === "voice" ? "audio" : type]);
      expect(preview(found)).not.toBe("");
    }
  });

  test("of any JSON is understood as something", () => {
    const message = fc.dictionary(
      fc.constantFrom("type", "text", "image", "interactive", "context", "edit", "reaction", "location", "group_id"),
      fc.oneof(
        fc.constantFrom("text", "image", "interactive", "edit", "reaction", "location", "__proto__"),
        fc.jsonValue({ maxDepth: 2 }),
      ),
    );
    fc.assert(
      fc.property(fc.oneof(message, fc.jsonValue()), (json) => {
        const found = toIncoming({ messages: [json] });
        expect(incoming.safeParse(found).success).toBe(true);
        expect(preview(found).length).toBeLessThanOrEqual(240);
      }),
    );
  });
});

test("an echo is understood like the message it is", () => {
  const echo = (name: string) => toEcho(items(name, "echo")[0]?.payload);
  expect(echo("smb_message_echoes-text__pywa")).toEqual({ ...nothing, type: "text", text: "Test message" });
  expect(echo("smb_message_echoes-revoke__pywa")).toEqual({ ...nothing, type: "revoke", repliesTo: "wamid.zzzzzz" });
});

test("a message seen in standby is understood like any other", () => {
  const [item] = items("standby__metadocs2026-2", "standby-message");
  expect(toIncoming(item?.payload).text).toBe("Test standby message");
});

test("a preview is one line of at most 120 characters", () => {
  const long = { ...nothing, type: "text", text: `a\n\n b\t${"😀".repeat(200)}` } as const;
  expect(preview(long)).toBe(`a b ${"😀".repeat(115)}…`);
});

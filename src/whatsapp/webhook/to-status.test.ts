import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBody } from "./read-body";
import { toStatus } from "./to-status";

function first(name: string) {
  const text = readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8");
  const { items } = readBody(JSON.parse(text), (text) => text);
  return toStatus(items.find((item) => item.kind.endsWith("status"))?.payload);
}

describe("a status", () => {
  test("says what became of which message, when, and what we sent along", () => {
    expect(first("status-sent__pywa-2")).toEqual({
      waMessageId: "wamid.xyzxyz",
      status: "sent",
      at: new Date(1_698_266_945_000),
      errors: [],
      callbackData: "some data",
      pricing: { billable: true, category: "service", type: null, model: "CBP" },
      freeUntil: null,
    });
  });

  test("of failure says in plain words what happened and what helps, with Meta's details", () => {
    expect(first("status-failed-131049__metadocs")?.errors).toEqual([
      {
        code: 131049,
        title: "Meta holds this marketing message back: the person gets many. Send it again in 24 hours or more.",
        details: "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
      },
    ]);
  });

  test("of failure may have its details beside the code, or nothing but a code", () => {
    const status = { id: "a", status: "failed", errors: [{ code: "131051", details: "Old" }, { code: 424242 }, {}] };
    expect(toStatus({ statuses: [status] })?.errors).toEqual([
      { code: 131051, title: "Meta does not support this type of message.", details: "Old" },
      { code: 424242, title: "Error 424242", details: null },
      { code: null, title: "Error without a code", details: null },
    ]);
  });

  test("of failure promises no other try: Meta had taken the message", () => {
    const errors = [{ code: 131000, title: "Something went wrong" }];
    expect(toStatus({ statuses: [{ id: "a", status: "failed", errors }] })?.errors).toEqual([
      { code: 131000, title: "Something went wrong at Meta. Send it again later.", details: "Something went wrong" },
    ]);
  });

  test("may know its recipient by user id only", () => {
    expect(first("status-delivered-bsuid__restfb")).toMatchObject({
      status: "delivered",
      pricing: { category: "marketing" },
    });
  });

  test("of an answer to who came from an ad says until when everything is free", () => {
    expect(first("status-deleted__courier")).toMatchObject({ pricing: { category: "referral_conversion" } });
    const conversation = { id: "c", expiration_timestamp: "1800000000", origin: { type: "referral_conversion" } };
    expect(toStatus({ statuses: [{ id: "a", status: "sent", conversation }] })?.freeUntil).toEqual(
      new Date(1_800_000_000_000),
    );
  });

  test("in a word that nobody knows is kept in that word", () => {
    expect(first("status-deleted__courier")?.status).toBe("deleted");
  });

  test("that names no message or no status is none", () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => toStatus({ statuses: [json] }) === null));
    expect(toStatus({ statuses: [{ id: "a", status: "" }] })).toBeNull();
    expect(toStatus(null)).toBeNull();
  });
});

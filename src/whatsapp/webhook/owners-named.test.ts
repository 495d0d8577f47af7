import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ownersNamed } from "./owners-named";
import { readBody } from "./read-body";

const MIB = 1024 * 1024;
const json = (length: number, member: string) => `[${member.repeat(Math.floor(length / member.length))}0]`;

/** A change of the messages field, its value written as text. */
const change = (value: string) => `{"entry":[{"id":"1","changes":[{"field":"messages","value":${value}}]}]}`;

describe("the owners that a body names", () => {
  const folder = new URL("fixtures/", import.meta.url);
  test.each(readdirSync(folder))("are those of the items of %s", (name) => {
    const body = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as unknown;
    const owners = readBody(body, String).items.map(({ phoneNumberId, businessAccountId }) => ({
      phoneNumberId,
      businessAccountId,
    }));
    expect(new Set(ownersNamed(body)?.map((owner) => JSON.stringify(owner)))).toEqual(
      new Set(owners.map((owner) => JSON.stringify(owner))),
    );
  });

  test.each([
    [500, 500],
    [501, undefined],
  ])("of %i are %s", (count, named) => {
    const entry = Array.from({ length: count }, (_, id) => ({ id, changes: [{}] }));
    expect(ownersNamed({ entry })?.length).toBe(named);
  });

  test("are not looked for in more than ten thousand changes", () => {
    const entryOf = (changes: number) => ({ entry: [{ changes: Array(changes).fill({}) }, { changes: [{}] }] });
    expect(ownersNamed(entryOf(9_999))).toHaveLength(1);
    expect(ownersNamed(entryOf(10_000))).toBeNull();
  });

  test.each([
    [
      "metadata of many numbers",
      change(`{"metadata":{"x":${json(MIB, "1,")}},"messages":${json(MIB, '{"id":"a"},')}}`),
    ],
    [
      "a huge contact",
      change(`{"contacts":[{"wa_id":"1","x":${json(MIB, "1,")}}],"messages":${json(MIB, '{"from":"1"},')}}`),
    ],
    ["many entries", `{"entry":${json(MIB, "{},")}}`],
    ["many changes that are none", `{"entry":[{"changes":${json(4 * MIB, "0,")}}]}`],
    ["entries of such changes", `{"entry":${json(4 * MIB, `{"changes":${json(400, "0,")}},`)}}`],
    [
      "a standby of many keys",
      change(`{"standby":{${Array.from({ length: 200_000 }, (_, key) => `"${key}":0`).join()}}}`),
    ],
  ])("cost little in a body with %s", (_, text) => {
    const body = JSON.parse(text) as unknown;
    const start = process.cpuUsage();
    ownersNamed(body);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(400);
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { NUMBER, type Scene, startScene } from "../scene";
import { filled, missingIn, published } from "./published";

interface Send {
  name: string;
  body: Record<string, unknown>;
  answer?: Record<string, unknown>;
}

/** What the emulator does not claim to know, and what no answer is published for and Meta would refuse. */
const UNKNOWN: Record<string, string> = {
  "doc-groups-messaging": "groups",
  "bindambc-x": "sets a PIN at another path",
  "send-reply-to-list-message": "lacks its type",
  "send-sample-issue-resolution-template": "has booleans for texts",
};
/** Where the page contradicts every other page. */
const WRONG_ANSWERS = ["doc-phone-numbers", "bindambc-x-2"];

let scene: Scene;
beforeAll(async () => void (scene = await startScene({ window: false, statusesUpTo: "none" })));
afterAll(() => scene.close());

const SENDS = published<Send>("sends.jsonl");
const played = SENDS.filter(({ name }) => UNKNOWN[name] === undefined);

it.each(played)("accepts $name and answers with what is published", async ({ name, body, answer }) => {
  const reply = await scene.call(`${NUMBER.phoneNumberId}/messages`, {
    method: "POST",
    body: JSON.stringify(filled(body)),
  });
  const given = (await reply.json()) as Record<string, unknown>;
  expect(given).not.toHaveProperty("error");
  expect(reply.status).toBe(200);
  if (answer !== undefined && !WRONG_ANSWERS.includes(name)) expect(missingIn(given, answer)).toEqual([]);
  if (body["status"] === undefined) expect(JSON.stringify(given)).toMatch(/"wamid\.[\w+/=]+"/);
});

it("plays nearly all of them", () => {
  expect(SENDS.length - played.length).toBe(Object.keys(UNKNOWN).length);
  expect(played.length).toBeGreaterThan(130);
});

it("takes the phone when a user id is given too, and answers to the user id when it is alone", async () => {
  const play = async (wanted: string) => {
    const { body, answer } = SENDS.find(({ name }) => name === wanted)!;
    const reply = await scene.call(`${NUMBER.phoneNumberId}/messages`, { method: "POST", body: JSON.stringify(body) });
    return [(await reply.json()) as { contacts: unknown }, answer] as const;
  };
  for (const name of ["bsuid-send-to-and-recipient", "bsuid-send-recipient-only"]) {
    const [given, answer] = await play(name);
    expect(given.contacts).toEqual(answer?.["contacts"]);
  }
});

import { expect, test } from "vitest";
import { conversationChannel, organizationChannel } from "../channel";
import { encode, type Publication } from "./publication";

const ID = "0199f0a1-0000-7000-8000-00000000000a";
const typing: Publication = {
  channel: conversationChannel(ID, 1),
  event: "typing:start",
  data: { conversationId: ID, contactId: ID, by: "bot" },
};

test("a publication becomes an event of the SDK, its data as text", () => {
  expect(encode(typing)).toEqual({ channel: typing.channel, name: "typing:start", data: JSON.stringify(typing.data) });
});

test("what the schema does not name does not leave", () => {
  const data = { ...typing.data, accessToken: "secret" };
  expect(encode({ ...typing, data })).toEqual(encode(typing));
});

test("data that does not fit its event is refused with the place", () => {
  const data = { conversationId: ID, contactId: ID, by: "nobody" };
  expect(encode({ ...typing, data } as unknown as Publication)).toEqual({
    refused: expect.stringMatching(/^by: /) as string,
  });
});

test("a channel that is none of ours is refused", () => {
  expect(encode({ ...typing, channel: "private-room" })).toMatchObject({ refused: expect.any(String) as string });
});

test("data over Pusher's limit of bytes is refused", () => {
  const counts = (states: number) => Object.fromEntries(Array.from({ length: states }, (_, n) => [`état ${n}`, n]));
  const progress = (states: number): Publication => ({
    channel: organizationChannel(ID, 1),
    event: "campaign:progress",
    data: { campaignId: ID, counts: counts(states) },
  });
  expect(encode(progress(600))).toHaveProperty("data");
  expect(encode(progress(800))).toEqual({
    refused: expect.stringMatching(/^\d+ bytes are over the limit of 10240$/) as string,
  });
});

test("only what can be a socket id excludes", () => {
  expect(encode({ ...typing, exceptSocketId: "123.456" })).toMatchObject({ socket_id: "123.456" });
  expect(encode({ ...typing, exceptSocketId: "everybody" })).not.toHaveProperty("socket_id");
});

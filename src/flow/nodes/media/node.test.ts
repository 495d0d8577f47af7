import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";
import { mediaNode } from "./node";

const URL_OF_CAT = "https://shop.example/cat.png";

const send = (data: Record<string, unknown>) => {
  const nodes = { t: ["trigger", { keyword: "go" }], m: ["media", data], n: ["message", { text: "next" }] } as const;
  const { lines, moves } = play({ definition: flowOf(nodes, ["t > m", "m > n"]), script: [{ says: "go" }] });
  const effect = moves[0]?.effects[0];
  return {
    lines: lines.slice(1),
    why: moves[0]?.trace[1]?.why,
    message: effect?.kind === "send" && effect.nodeId === "m" ? effect.message : null,
  };
};
const codes = (data: Record<string, unknown>) =>
  mediaNode.check?.(mediaNode.data.parse(data)).map(({ code, severity }) => `${severity} ${code}`);

test.each(["image", "video", "audio", "document", "sticker"])(
  "%s is sent by its address, and the flow goes on",
  (mediaType) => {
    const { lines, message, why } = send({ mediaType, url: URL_OF_CAT });
    expect(message).toEqual({ kind: "media", mediaType, source: { link: URL_OF_CAT } });
    expect(lines.slice(1)).toEqual(["bot: next", "(Completed: no-next)"]);
    expect(why).toBe(`sent ${mediaType}`);
  },
);

test("a file that was uploaded is sent by its id", () => {
  expect(send({ mediaType: "video", id: " 123 " }).message).toEqual({
    kind: "media",
    mediaType: "video",
    source: { id: "123" },
  });
});

test("address, caption and file name are templates", () => {
  const data = {
    mediaType: "document",
    url: "https://shop.example/{{ contact.attributes.city }}.pdf",
    caption: "For {{ contact.name }}",
    filename: "{{ contact.name }}.pdf",
  };
  expect(send(data).message).toEqual({
    kind: "media",
    mediaType: "document",
    source: { link: "https://shop.example/Cali.pdf" },
    caption: "For Ana",
    filename: "Ana.pdf",
  });
});

test("what a variable brings into an address is written as addresses are", () => {
  expect(send({ url: "https://shop.example/{{ 'a b/ñ' }}.png" }).message).toMatchObject({
    source: { link: "https://shop.example/a%20b/%C3%B1.png" },
  });
});

test.each([
  [{ url: "{{ nobody }}" }, "nothing to send: the address is empty"],
  [{ url: " " }, "nothing to send: the address is empty"],
  [{}, "nothing to send: the address is empty"],
  [{ id: "{{ nobody }}" }, "nothing to send: the address is empty"],
  [{ url: "{{ contact.name }}" }, "nothing to send: the address is no http(s) address"],
  [{ url: "javascript:{{ contact.name }}" }, "nothing to send: the address is no http(s) address"],
  [{ url: "https://{{ contact.name }} b/" }, "nothing to send: the address is no http(s) address"],
])("%j sends nothing, says why, and goes on", (data, why) => {
  expect(send(data)).toEqual({ lines: ["bot: next", "(Completed: no-next)"], why, message: null });
});

test.each(["audio", "sticker"])("%s goes without its caption", (mediaType) => {
  const { message } = send({ mediaType, url: URL_OF_CAT, caption: "Look" });
  expect(message).toEqual({ kind: "media", mediaType, source: { link: URL_OF_CAT } });
});

test("only a document has a file name", () => {
  expect(send({ url: URL_OF_CAT, filename: "cat.png" }).message).not.toHaveProperty("filename");
});

test("a caption that became too long for WhatsApp is cut, an empty one left out", () => {
  const long = send({ url: URL_OF_CAT, caption: '{% for i in (1..200) %}{{ "0123456789" }}{% endfor %}' }).message;
  expect(long).toMatchObject({ caption: expect.stringMatching(/^.{1023}…$/) as string });
  expect(send({ url: URL_OF_CAT, caption: "{{ nobody }}" }).message).not.toHaveProperty("caption");
});

test("what cannot be published is named", () => {
  expect(codes({ url: URL_OF_CAT, caption: "x".repeat(1024) })).toEqual([]);
  expect(codes({ id: "123" })).toEqual([]);
  expect(codes({})).toEqual(["error missing-media"]);
  expect(codes({ url: " ", id: "" })).toEqual(["error missing-media"]);
  expect(codes({ url: URL_OF_CAT, id: "123" })).toEqual(["error two-media"]);
  expect(codes({ url: URL_OF_CAT, caption: "x".repeat(1025) })).toEqual(["error too-long"]);
  expect(codes({ mediaType: "audio", url: URL_OF_CAT, caption: "Hi" })).toEqual(["error caption-not-shown"]);
  expect(codes({ mediaType: "sticker", url: URL_OF_CAT, caption: "Hi" })).toEqual(["error caption-not-shown"]);
  expect(codes({ mediaType: "document", url: URL_OF_CAT, filename: "x".repeat(241) })).toEqual(["error too-long"]);
  expect(codes({ url: URL_OF_CAT, filename: "cat.png" })).toEqual(["warning filename-not-shown"]);
  expect(codes({ url: "ftp://shop.example/cat.png" })).toEqual(["error bad-address"]);
  expect(codes({ url: "cat.png" })).toEqual(["error bad-address"]);
  expect(codes({ url: "{{ picture }}" })).toEqual([]);
  expect(codes({ url: "{{ picture" })).toEqual(["error bad-template"]);
});

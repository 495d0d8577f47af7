import { expect, test } from "vitest";
import { isKnown, mediaHeaders } from "./media-headers";

const file = {
  mimeType: "image/jpeg",
  sha256: "ab12",
  filename: null,
  type: "image",
  at: new Date("2026-11-22T10:00Z"),
};
const disposition = (more: Partial<Omit<typeof file, "filename">> & { filename: string }) =>
  mediaHeaders({ ...file, ...more })["content-disposition"];

test("what browsers show safely is shown under its own type, in a sandbox", () => {
  expect(mediaHeaders(file)).toMatchObject({
    "content-type": "image/jpeg",
    "content-disposition": `inline; filename="image-2026-11-22.jpg"; filename*=UTF-8''image-2026-11-22.jpg`,
    "content-security-policy": expect.stringMatching(/^default-src 'none'.*; sandbox$/) as string,
    "x-content-type-options": "nosniff",
    etag: '"ab12"',
  });
});

test.each([
  "image/svg+xml",
  "text/html",
  "application/xhtml+xml",
  "text/xml",
  "application/pdf",
  "application/javascript",
  "image/gif2",
  "IMAGE/JPEG",
  "",
])("%j is saved and never shown", (mimeType) => {
  const headers = mediaHeaders({ ...file, mimeType, type: "document", filename: "a.html" });
  expect(headers["content-type"]).toBe("application/octet-stream");
  expect(headers["content-disposition"]).toMatch(/^attachment; filename="a.html"/);
});

test.each([
  ["más ñ.pdf", `attachment; filename="m_s _.pdf"; filename*=UTF-8''m%C3%A1s%20%C3%B1.pdf`],
  ['a"; x="b.pdf', `attachment; filename="a_; x=_b.pdf"; filename*=UTF-8''a%22%3B%20x%3D%22b.pdf`],
  ["../../etc/passwd", `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
  ["a\r\nx-evil: 1", `attachment; filename="ax-evil_ 1"; filename*=UTF-8''ax-evil_%201`],
  ["photo\u202egpj.exe", `attachment; filename="photogpj.exe"; filename*=UTF-8''photogpj.exe`],
  ["it's (1)*.pdf", `attachment; filename="it's (1)*.pdf"; filename*=UTF-8''it%27s%20%281%29%2A.pdf`],
  [" ", `attachment; filename="document-2026-11-22"; filename*=UTF-8''document-2026-11-22`],
])("the name %j is sent as %s", (filename, expected) => {
  expect(disposition({ mimeType: "application/pdf", type: "document", filename })).toBe(expected);
});

test("a name that is too long keeps its end, and whole characters", () => {
  const filename = `${"👋".repeat(200)}.pdf`;
  expect(disposition({ filename })).toContain(`''${"%F0%9F%91%8B".repeat(146)}.pdf`);
});

test("a file is known by its tag, strong, weak or any", () => {
  for (const header of ['"ab12"', 'W/"ab12"', '"x", "ab12"', "*"])
    expect([header, isKnown(header, '"ab12"')]).toEqual([header, true]);
  for (const header of ['"ab1"', "ab12", "", null])
    expect([header, isKnown(header, '"ab12"')]).toEqual([header, false]);
});

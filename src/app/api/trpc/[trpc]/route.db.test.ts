import { expect, test } from "vitest";
import { LARGEST_BATCH } from "@/trpc/batch";
import { GET, POST } from "./route";

const BASE = "http://recado.test/api/trpc";

test("more than 4 MiB at once is refused, and said as every other refusal", async () => {
  const body = JSON.stringify({ json: { text: "x".repeat(4 * 1024 * 1024) } });
  const headers = { "content-type": "application/json" };
  const answer = await POST(new Request(`${BASE}/conversation.send`, { method: "POST", headers, body }));
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ error: { json: { message: "At most 4 MiB at once" } } });
});

test("a batch has a largest size", async () => {
  const names = Array.from({ length: LARGEST_BATCH + 1 }, () => "organization.list").join(",");
  const answer = await GET(new Request(`${BASE}/${names}?batch=1&input=%7B%7D`));
  expect(answer.status).toBe(400);
});

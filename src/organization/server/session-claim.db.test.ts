import { encode } from "next-auth/jwt";
import { beforeEach, expect, test, vi } from "vitest";
import { makeMember } from "@/dev/member";
import { makeTenant } from "@/dev/tenant";
import { POST as authorize } from "@/app/api/realtime/auth/route";
import { POST as authenticate } from "@/app/api/realtime/user-auth/route";
import { asSystem } from "@/platform/db/as-system";
import { organizationChannel } from "@/realtime/channel";
import { currentUser } from "./current-user";
import type { Claim } from "./identify";

let jar: Record<string, string> = {};
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ getAll: () => Object.entries(jar).map(([name, value]) => ({ name, value })) }),
}));

beforeEach(() => {
  jar = {};
});
const signIn = async ({ userId, sessionVersion }: Claim, secret = process.env["AUTH_SECRET"] ?? "") => {
  jar = { "next-auth.session-token": await encode({ token: { userId, sessionVersion }, secret }) };
};
const post = (form: Record<string, string>) =>
  new Request("http://127.0.0.1/", { method: "POST", body: new URLSearchParams(form) });

test("a session cookie names its user, while the database says the same", async () => {
  const person = await makeMember((await makeTenant()).organizationId, "agent");
  expect(await currentUser()).toBeNull();
  await signIn(person);
  expect(await currentUser()).toMatchObject({ id: person.userId });
  await asSystem((sql) => sql.query("update users set session_version = 2 where id = $1", [person.userId]));
  expect(await currentUser()).toBeNull();
});

test("a cookie sealed with another secret names nobody", async () => {
  const person = await makeMember((await makeTenant()).organizationId, "agent");
  await signIn(person, "another secret");
  expect(await currentUser()).toBeNull();
});

test("subscriptions are signed for members, and for nobody else", async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  const subscription = (organizationId: string) =>
    post({ socket_id: "1.2", channel_name: organizationChannel(organizationId, 1) });
  expect((await authorize(subscription(tenant.organizationId))).status).toBe(401);
  await signIn(await makeMember(tenant.organizationId, "agent"));
  const signed = await authorize(subscription(tenant.organizationId));
  expect([signed.status, await signed.json()]).toEqual([200, { auth: expect.stringMatching(/^test-key:/) as string }]);
  expect((await authorize(subscription(other.organizationId))).status).toBe(403);
  expect((await authorize(post({ socket_id: "1.2", channel_name: "private-anything" }))).status).toBe(403);
  expect((await authorize(post({ socket_id: "x", channel_name: "private-anything" }))).status).toBe(400);
});

test("a connection is signed as its user's", async () => {
  expect((await authenticate(post({ socket_id: "1.2" }))).status).toBe(401);
  const person = await makeMember((await makeTenant()).organizationId, "agent");
  await signIn(person);
  const signed = await authenticate(post({ socket_id: "1.2" }));
  expect(JSON.parse(((await signed.json()) as { user_data: string }).user_data)).toMatchObject({ id: person.userId });
  expect((await authenticate(post({ socket_id: "" }))).status).toBe(400);
});

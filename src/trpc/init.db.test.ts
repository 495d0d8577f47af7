import { expect, test } from "vitest";
import { z } from "zod";
import { AppError, type AppErrorCode } from "@/platform/errors";
import type { Role } from "@/organization/role";
import { admin, anyone, createCallerFactory, member, owner, router, signedIn, type Context } from "./init";

const user = { id: "u1", name: "Ana", email: "ana@example.com" };
const organization = { id: "o1", slug: "acme", name: "Acme", status: "active", timeZone: "UTC", epoch: 1 } as const;

const procedures = router({
  fail: anyone.input(z.enum(["refuse", "break"])).query(({ input }) => {
    if (input === "break") throw new Error("password authentication failed for user recado");
    throw new AppError("conflict", "It is taken.");
  }),
  refuse: anyone.input(z.custom<AppErrorCode>()).query(({ input }) => {
    throw new AppError(input, "No.");
  }),
  typed: anyone.input(z.object({ number: z.object({ id: z.uuid() }) })).query(() => "fine"),
  me: signedIn.query(({ ctx }) => ctx.user),
  asMember: member.query(({ ctx }) => ctx.role),
  asAdmin: admin.query(({ ctx }) => ctx.role),
  asOwner: owner.input(z.object({ more: z.string() })).query(({ input }) => input),
});

const call = createCallerFactory(procedures);
const nobody = call({ identify: () => Promise.resolve(null) });
/** Somebody who is a member of acme, and of nothing else. */
const as = (role: Role) => {
  const identify: Context["identify"] = (slug) =>
    Promise.resolve({ user, membership: slug === "acme" ? { role, organization } : null });
  return call({ identify });
};
const acme = { organization: "acme" };

test.each([
  ["not-found", "NOT_FOUND"],
  ["not-allowed", "FORBIDDEN"],
  ["conflict", "CONFLICT"],
  ["invalid", "BAD_REQUEST"],
  ["window-closed", "PRECONDITION_FAILED"],
  ["not-connected", "PRECONDITION_FAILED"],
  ["too-many", "TOO_MANY_REQUESTS"],
  ["unavailable", "SERVICE_UNAVAILABLE"],
] as const)("a refusal %s is answered with %s, in its own words", async (code, answered) => {
  await expect(nobody.refuse(code)).rejects.toMatchObject({ code: answered, message: "No." });
});

test("what nobody foresaw is answered without its text", async () => {
  const answered = { code: "INTERNAL_SERVER_ERROR", message: "Something went wrong on our side." };
  await expect(nobody.fail("break")).rejects.toMatchObject(answered);
});

test.each(["a\0", "\uD83D"])("input that no column can hold is refused, with its place: %j", async (more) => {
  const refused = as("owner").asOwner({ ...acme, more });
  await expect(refused).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringContaining("more holds a character that can not be stored") as string,
  });
  await expect(as("owner").asMember({ organization: more })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("wrong input is told in words, with the place of each mistake", async () => {
  const refused = nobody.typed({ number: { id: "x" } });
  await expect(refused).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringContaining("number.id") as string,
  });
});

test("signed in is enough where no organization is named", async () => {
  expect(await as("agent").me()).toEqual(user);
  await expect(nobody.me()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("each role may do what the roles below it may, and no more", async () => {
  const reached = async (role: Role) => {
    const calls = as(role);
    const outcomes = await Promise.allSettled([
      calls.asMember(acme),
      calls.asAdmin(acme),
      calls.asOwner({ ...acme, more: "" }),
    ]);
    return outcomes.map(({ status }) => status === "fulfilled");
  };
  expect(await reached("agent")).toEqual([true, false, false]);
  expect(await reached("admin")).toEqual([true, true, false]);
  expect(await reached("owner")).toEqual([true, true, true]);
  await expect(as("agent").asAdmin(acme)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("who is no member is told that there is no such organization, before any role is asked for", async () => {
  for (const refused of [as("owner").asMember({ organization: "other" }), as("agent").asAdmin({ organization: "x" })]) {
    await expect(refused).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("a procedure's own input stands beside the organization", async () => {
  expect(await as("owner").asOwner({ ...acme, more: "here" })).toEqual({ ...acme, more: "here" });
});

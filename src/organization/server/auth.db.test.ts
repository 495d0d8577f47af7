import { expect, test } from "vitest";
import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";
import { authOptions, findAccount } from "./auth";
import { hashPassword } from "./password";

async function signUp(email: string, password: string | null): Promise<string> {
  const id = newId();
  const hash = password === null ? null : await hashPassword(password);
  await asSystem((sql) =>
    sql.query("insert into users (id, email, name, password_hash) values ($1, $2, 'Ana', $3)", [id, email, hash]),
  );
  return id;
}

test("e-mail and password find the account, whatever the e-mail's case", async () => {
  const id = await signUp("ana@example.com", "correct horse");
  const account = await findAccount({ email: " Ana@Example.COM ", password: "correct horse" });
  expect(account).toEqual({ id, name: "Ana", email: "ana@example.com", sessionVersion: 1 });
});

test("a wrong password, an unknown account and an account without a password look the same", async () => {
  await signUp("eva@example.com", "right");
  await signUp("invited@example.com", null);
  expect(await findAccount({ email: "eva@example.com", password: "wrong" })).toBeNull();
  expect(await findAccount({ email: "nobody@example.com", password: "right" })).toBeNull();
  expect(await findAccount({ email: "invited@example.com", password: "" })).toBeNull();
  expect(await findAccount({ email: { $ne: null }, password: ["x"] })).toBeNull();
});

test("an unknown account takes as long as a wrong password", async () => {
  await signUp("slow@example.com", "right");
  const took = async (email: string) => {
    const began = performance.now();
    await findAccount({ email, password: "wrong" });
    return performance.now() - began;
  };
  // In turns, and the fastest of many: other work on the machine slows both. A look-up without a password takes a twentieth.
  let [known, unknown] = [Infinity, Infinity];
  for (let turn = 0; turn < 12; turn++) {
    known = Math.min(known, await took("slow@example.com"));
    unknown = Math.min(unknown, await took("nobody-at-all@example.com"));
  }
  expect(unknown).toBeGreaterThan(known / 3);
});

test("the session says who signed in and which version of the session it is", async () => {
  const jwt = authOptions().callbacks?.jwt;
  const user = { id: "u", name: "Ana", email: "a@example.com", sessionVersion: 3 };
  const token = await jwt?.({ token: { sub: "u" }, user, account: null });
  expect(token).toMatchObject({ userId: "u", sessionVersion: 3 });
  expect(JSON.stringify(token)).not.toContain("password");
});

test("passwords are kept as argon2id", async () => {
  await signUp("kept@example.com", "something long");
  const [row] = await asSystem((sql) =>
    sql.query<{ hash: string }>("select password_hash as hash from users where email = 'kept@example.com'"),
  );
  expect(row?.hash).toMatch(/^\$argon2id\$/);
});

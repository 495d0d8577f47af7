import { expect, test } from "vitest";
import { slug } from "./slug";

test("a slug is lower-case letters, digits and hyphens inside", () => {
  for (const good of ["a", "acme", "acme-2", "webhooks"]) expect(slug.parse(good)).toBe(good);
  for (const bad of ["", "Acme", "a b", "-a", "a-", "é", "a/b", "a".repeat(49)]) {
    expect(slug.safeParse(bad).success).toBe(false);
  }
});

test("what is an address of its own is no organization", () => {
  for (const word of ["api", "webhook", "health", "sign-in"]) expect(slug.safeParse(word).success).toBe(false);
});

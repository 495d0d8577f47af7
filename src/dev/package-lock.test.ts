import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Row {
  readonly os?: readonly string[];
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Row> };
const rows = Object.entries(lock.packages);

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** The systems for which the lock has a build of these packages: `["@next/swc-linux-x64-gnu", …]`. */
const systemsOf = (names: readonly string[]) =>
  new Set(rows.filter(([path]) => names.includes(nameOf(path))).flatMap(([, row]) => row.os ?? []));

// A package whose optional dependencies name systems comes in one build for each of them.
const families = rows.flatMap(([path, row]) => {
  const names = Object.keys(row.optionalDependencies ?? {});
  const builds = names.filter((name) => /linux|darwin|win32|windows/.test(name));
  return builds.length > 1 ? [{ owner: path === "" ? "recado" : nameOf(path), builds }] : [];
});

test("the lock knows the packages that come in one build for each system", () => {
  const owners = families.map(({ owner }) => owner);
  expect(owners).toEqual(
    expect.arrayContaining(["recado", "next", "esbuild", "lightningcss", "@tailwindcss/oxide", "@node-rs/argon2"]),
  );
});

test.each(families)("$owner installs on Linux, macOS and Windows", ({ builds }) => {
  expect([...systemsOf(builds)]).toEqual(expect.arrayContaining(["linux", "darwin", "win32"]));
});

test("the lock has a row for every build a package names", () => {
  const present = new Set(rows.map(([path]) => nameOf(path)));
  expect(families.flatMap(({ builds }) => builds).filter((name) => !present.has(name))).toEqual([]);
});

test("the lock names no registry", () => {
  expect(rows.filter(([, row]) => row.resolved?.startsWith("http")).map(([path]) => path)).toEqual([]);
});

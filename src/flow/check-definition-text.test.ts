import { expect, test } from "vitest";
import { checkDefinitionText } from "./check-definition-text";
import { STARTER } from "./starter";

test("what is no JSON is told as such", () => {
  const checked = checkDefinitionText('{"nodes": [');
  expect(checked.ok).toBe(false);
  expect(!checked.ok && checked.problems[0]?.message).toContain("not JSON");
});

test("a broken structure is told with node and place", () => {
  const text = JSON.stringify({ nodes: [{ id: "n1", type: "fax", data: {} }], edges: [] });
  expect(checkDefinitionText(text)).toMatchObject({ ok: false, problems: [{ nodeId: "n1", path: "nodes[0].type" }] });
});

test("an incomplete flow can be saved, and what it lacks is told", () => {
  const checked = checkDefinitionText('{"nodes":[],"edges":[],"mine":1}');
  expect(checked).toMatchObject({ ok: true, json: { mine: 1 }, findings: [{ code: "no-trigger" }] });
});

test("the flow that people start from has nothing to complain about", () => {
  expect(checkDefinitionText(JSON.stringify(STARTER))).toMatchObject({ ok: true, findings: [] });
});

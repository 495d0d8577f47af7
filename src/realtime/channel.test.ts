import { expect, test } from "vitest";
import { conversationChannel, organizationChannel, parseChannel, presenceChannel } from "./channel";

const ID = "0199f0a1-0000-7000-8000-00000000000a";

test("a name that was made is read back", () => {
  expect(parseChannel(organizationChannel(ID, 0))).toEqual({ kind: "organization", organizationId: ID, epoch: 0 });
  expect(parseChannel(conversationChannel(ID, 12))).toEqual({ kind: "conversation", conversationId: ID, epoch: 12 });
  expect(parseChannel(presenceChannel(ID, 2_147_483_647))).toEqual({
    kind: "presence",
    conversationId: ID,
    epoch: 2_147_483_647,
  });
});

test.each([
  "",
  "private-foobar",
  `private-organization-${ID}`,
  `private-organization-${ID}-e`,
  `private-organization-${ID}-e01`,
  `private-organization-${ID}-e-1`,
  `private-organization-${ID}-e1.5`,
  `private-organization-${ID}-e1\n`,
  ` private-organization-${ID}-e1`,
  `private-organization-${ID.toUpperCase()}-e1`,
  `private-organization-${ID}${ID}-e1`,
  `private-encrypted-organization-${ID}-e1`,
  `presence-organization-${ID}-e1`,
  `organization-${ID}-e1`,
])("%j is none of ours", (name) => {
  expect(parseChannel(name)).toBeNull();
});

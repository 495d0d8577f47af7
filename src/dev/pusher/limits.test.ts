import { expect, test } from "vitest";
import { LIMITS } from "./limits";

test("the limits are those that Pusher's documentation names", () => {
  expect(LIMITS).toMatchObject({
    channelNameLength: 164,
    eventNameLength: 200,
    eventBytes: 10_240,
    channelsPerEvent: 100,
    eventsPerBatch: 10,
    presenceMembers: 100,
    userIdLength: 128,
    userInfoBytes: 1_024,
    clientEventsPerSecond: 10,
    clockSkewSeconds: 600,
    activityTimeoutSeconds: 120,
    pongTimeoutSeconds: 30,
  });
});

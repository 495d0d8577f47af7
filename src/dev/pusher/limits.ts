/** What hosted Pusher allows: pusher.com/docs/channels/library_auth_reference/{pusher-websockets-protocol,rest-api}. */
export const LIMITS = {
  channelNameLength: 164,
  eventNameLength: 200,
  eventBytes: 10_240,
  channelsPerEvent: 100,
  eventsPerBatch: 10,
  presenceMembers: 100,
  userIdLength: 128,
  userInfoBytes: 1024,
  clientEventsPerSecond: 10,
  clockSkewSeconds: 600,
  activityTimeoutSeconds: 120,
  pongTimeoutSeconds: 30,
  // Ours: hosted Pusher does not name these two.
  frameBytes: 102_400,
  requestBytes: 2 * 1024 * 1024,
};

import type { App } from "./signature";

/** The key and secret of the examples in Pusher's documentation. */
export const APP: App = { appId: "1", key: "278d425bdf160c739803", secret: "7ad3773142a6692b25b8" };

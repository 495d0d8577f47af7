import Module, { createRequire } from "node:module";

// Runs pusher-js's own integration tests with jasmine, in a process of its own. They are written for a bundler that gives them
// pusher-js's insides by name; here each name stands for what the published package offers, and every client for one of ours.

const load = createRequire(import.meta.url);
const Jasmine = load("jasmine");
const Pusher = load("pusher");
const PusherClient = load("pusher-js");

const SPECS = "pusher-js/spec/javascripts/integration/core";
const { port, ...app } = JSON.parse(process.env["SUITE_APP"] ?? "{}");
const sdk = new Pusher({ ...app, host: "127.0.0.1", port: String(port), useTLS: false });

class OurClient extends PusherClient {
  /**
   * @param {string} _key of an app of the makers
   * @param {object} options
   */
  constructor(_key, options) {
    const place = { cluster: "", wsHost: "127.0.0.1", wsPort: port, enabledTransports: ["ws"] };
    const channelAuthorization = { transport: "ajax", endpoint: process.env["SUITE_AUTH"] };
    super(app.key, { ...options, ...place, channelAuthorization });
  }
}

const runner = new Jasmine(); // makes `describe`
const { describe } = /** @type {{ describe: (name: string, body: () => void) => void }} */ (
  /** @type {unknown} */ (globalThis)
);

/** @type {Record<string, unknown>} */
const STAND_INS = {
  testenv: "node",
  pusher_integration: OurClient,
  integration: {
    describe,
    getRandomName: (/** @type {string} */ prefix) => `${prefix}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`,
    sendAPIMessage: (/** @type {{ channel: string, event: string, data: unknown }} */ { channel, event, data }) =>
      sdk.trigger(channel, event, data),
  },
  runtime: { default: PusherClient.Runtime },
  "core/defaults": { default: {} },
  "core/utils/collections": {
    objectApply: (/** @type {object} */ of, /** @type {(value: unknown, key: string) => void} */ act) =>
      Object.entries(of).forEach(([key, value]) => act(value, key)),
  },
  "dom/dependencies": {},
  "dom/dependency_loader": {},
};

const loader = /** @type {{ _load: (...request: [name: string, ...rest: unknown[]]) => unknown }} */ (
  /** @type {unknown} */ (Module)
);
const loadReal = loader._load;
loader._load = (/** @type {[name: string, ...rest: unknown[]]} */ ...request) =>
  Object.hasOwn(STAND_INS, request[0]) ? STAND_INS[request[0]] : loadReal.apply(Module, request);

runner.clearReporters();
runner.env.configure({ random: false }); // the first tests connect, the last disconnect
runner.addReporter({
  specDone: (/** @type {{ fullName: string, status: string, failedExpectations: { message: string }[] }} */ spec) => {
    const faults = spec.failedExpectations.map(({ message }) => message);
    console.log(JSON.stringify({ name: spec.fullName, status: spec.status, faults }));
  },
});

const WITHOUT_TLS = { transport: "ws", forceTLS: false };
describe("Pusher", () => load(`${SPECS}/pusher_spec/test_builder.js`).build(WITHOUT_TLS));
load(`${SPECS}/cluster_config_spec.js`)([WITHOUT_TLS]);
void runner.execute();

import type { Mutation } from "./mutation";

const RECEIVE = "socket/receive.test.ts";
const HANDSHAKE = "socket/handshake.test.ts";
const HEARTBEAT = "socket/heartbeat.test.ts";

/** Faults in how sockets open, live and end: points 1 to 4 of the protocol. */
export const SOCKET_MUTATIONS: readonly Mutation[] = [
  {
    name: "an ordinary refusal has a code",
    file: "connection.ts",
    from: "code: code ?? null",
    to: "code: code ?? 4000",
    test: RECEIVE,
  },
  {
    name: "a socket is closed without saying why",
    file: "connection.ts",
    from: "      refuse(message, code);\n      socket.close",
    to: "      socket.close",
    test: "server.test.ts",
  },
  {
    name: "a closed socket is forgotten when it answers",
    file: "connection.ts",
    from: "      ended();\n",
    to: "",
    test: "server.test.ts",
  },
  {
    name: "no protocol is reported as a wrong one",
    file: "socket/handshake.ts",
    from: "code: 4008",
    to: "code: 4007",
    test: HANDSHAKE,
  },
  {
    name: "protocol 3 is spoken",
    file: "socket/handshake.ts",
    from: "/^[4-7]$/",
    to: "/^[3-7]$/",
    test: HANDSHAKE,
  },
  {
    name: "protocol 4 is not spoken",
    file: "socket/handshake.ts",
    from: "/^[4-7]$/",
    to: "/^[5-7]$/",
    test: HANDSHAKE,
  },
  {
    name: "every version is well formed",
    file: "socket/handshake.ts",
    from: '!/^\\d+\\.\\d+/.test(asked.get("version") ?? "0.0")',
    to: 'asked.get("version") === ""',
    test: HANDSHAKE,
  },
  {
    name: "every key is the app's",
    file: "socket/handshake.ts",
    from: "key !== app.key",
    to: 'key === "" && app.key === ""',
    test: HANDSHAKE,
  },
  {
    name: "an origin that only begins like this machine may open",
    file: "socket/handshake.ts",
    from: "(:\\d+)?$/",
    to: "(:\\d+)?/",
    test: HANDSHAKE,
  },
  {
    name: "the origin is not asked for on the upgrade",
    file: "server.ts",
    from: "!mayOpen(request.headers.origin, options.allowedOrigins)",
    to: "mayOpen(request.headers.origin, []) && options.port === -1",
    test: "server.test.ts",
  },
  {
    name: "frames may be of any size",
    file: "server.ts",
    from: "maxPayload: LIMITS.frameBytes, ",
    to: "",
    test: RECEIVE,
  },
  {
    name: "binary frames are read",
    file: "socket/accept.ts",
    from: "if (isBinary) socket.close",
    to: "if (isBinary && bytes.length === 0) socket.close",
    test: RECEIVE,
  },
  {
    name: "what a closing socket still says is done",
    file: "socket/accept.ts",
    from: "if (socket.readyState !== socket.OPEN) return;",
    to: "",
    test: "server.test.ts",
  },
  {
    name: "the greeting's data is no text",
    file: "socket/accept.ts",
    from: "data: JSON.stringify(established)",
    to: "data: established",
    test: RECEIVE,
  },
  {
    name: "a silent socket is never given up",
    file: "socket/heartbeat.ts",
    from: "timer = setTimeout(giveUp, LIMITS.pongTimeoutSeconds * 1000);",
    to: "void giveUp;",
    test: HEARTBEAT,
  },
  {
    name: "a sign of life does not count",
    file: "socket/heartbeat.ts",
    from: "      clearTimeout(timer);\n      timer = wait();",
    to: "      void wait;",
    test: HEARTBEAT,
  },
  {
    name: "a ping is not answered",
    file: "socket/receive.ts",
    from: 'connection.send("pusher:pong", { data: "{}" });',
    to: "",
    test: RECEIVE,
  },
  {
    name: "refusals are kept quiet",
    file: "socket/receive.ts",
    from: "if (refusal) connection.refuse(refusal.message, refusal.code);",
    to: "void refusal;",
    test: RECEIVE,
  },
];

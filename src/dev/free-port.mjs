import net from "node:net";

/**
 * The port that PORT asks for, or one sentence why it can not be had.
 * @returns {Promise<number>}
 */
export async function wantedPort() {
  const wanted = process.env["PORT"] || "3000";
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is no port: ${wanted}.`);
  if (port === 0) return freePort();
  if ((await answers(port)) || !(await listens(port).catch(() => false))) {
    throw new Error(`Port ${port} is busy: end what uses it, or set PORT to another one.`);
  }
  return port;
}

/**
 * A port of this machine that nobody listens on: the wanted one if it is free, else any.
 * @param {number} [wanted]
 * @returns {Promise<number>}
 */
export const freePort = (wanted = 0) => listens(wanted).catch(() => listens(0));

/**
 * @param {number} port
 * @returns {Promise<number>}
 */
const listens = (port) =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });

/**
 * macOS lets two listen on one port when one of them listens on all addresses.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

import net from "node:net";

/**
 * Whether nothing listens on this address yet.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
export const portIsFree = (port, host = "127.0.0.1") =>
  listenOnce(port, host).then(
    () => true,
    () => false,
  );

/**
 * A port nobody listens on: the wanted one if it is free, else any.
 * @param {number} [wanted]
 * @returns {Promise<number>}
 */
export const freePort = (wanted = 0) => listenOnce(wanted, "127.0.0.1").catch(() => listenOnce(0, "127.0.0.1"));

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>}
 */
const listenOnce = (port, host) =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });

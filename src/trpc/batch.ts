/** Procedures that one request may call, said to the client and held by the server. */
export const LARGEST_BATCH = 20;
/** Characters of an address: node:http takes 16 KiB of headers, of which the session's cookie needs some. */
export const LONGEST_ADDRESS = 8_000;

import { expect, test } from "vitest";
import { isPrivateHost } from "./private-host";

const hostOf = (authority: string) => new URL(`http://${authority}/`).hostname;

test.each([
  [
    "this machine",
    ["localhost", "LOCALHOST", "localhost.", "shop.localhost", "127.0.0.1", "127.9.9.9", "[::1]", "0.0.0.0", "[::]"],
  ],
  [
    "this machine in other spellings",
    ["127.1", "0x7f.1", "2130706433", "017700000001", "１２７.0.0.1", "[::ffff:127.0.0.1]"],
  ],
  [
    "a private network",
    ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "[fc00::1]", "[fd12::1]"],
  ],
  ["this link, and the cloud's metadata on it", ["169.254.169.254", "169.254.0.1", "[fe80::1]", "[febf::1]"]],
  ["a provider's own network", ["100.64.0.1", "100.127.255.255"]],
  ["a name of a network of one's own", ["printer.local", "metadata.google.internal", "db.internal."]],
])("%s is private", (_, hosts) => {
  expect(hosts.filter((host) => !isPrivateHost(hostOf(host)))).toEqual([]);
});

test("the internet is not private, nor a name that only looks like it", () => {
  const hosts = [
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "128.0.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
  ];
  const more = [
    "169.253.0.1",
    "169.255.0.1",
    "100.63.255.255",
    "100.128.0.0",
    "[2606:4700::1111]",
    "[::ffff:8.8.8.8]",
    "[fec0::1]",
  ];
  const names = ["api.acme.test", "mylocalhost", "internal.acme.test", "local.acme.test", "10.0.0.1.acme.test"];
  expect([...hosts, ...more, ...names].filter((host) => isPrivateHost(hostOf(host)))).toEqual([]);
});

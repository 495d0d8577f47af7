import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address";

test.each(["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8"])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ["this machine", ["127.0.0.1", "127.255.0.3", "::1", "0.0.0.0", "::"]],
  [
    "a private network",
    ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1", "fec0::1"],
  ],
  ["this link, and the cloud's metadata on it", ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0"]],
  ["the cloud's metadata elsewhere", ["100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254"]],
  ["a provider's own network", ["100.64.0.1", "100.127.255.255"]],
  ["a group, or everybody", ["224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1"]],
  ["nobody", ["192.0.2.1", "198.18.0.1", "203.0.113.5", "240.0.0.1", "2001:db8::1", "100::1", "4000::1"]],
  ["IPv4 in IPv6's clothes", ["::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "::ffff:0:10.0.0.1"]],
  ["a translation", ["64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1"]],
  ["no address at all", ["", "localhost", "999.1.1.1"]],
])("%s is not public", (_, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

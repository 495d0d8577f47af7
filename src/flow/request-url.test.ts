import { expect, test } from "vitest";
import { callableUrl, checkUrl } from "./request-url";

const codes = (url: string) => checkUrl(url).map(({ code }) => code);

test.each([
  "https://api.acme.test",
  "http://api.acme.test:8080/orders?since=1#top",
  " https://api.acme.test/ ",
  "HTTPS://API.acme.test/a b/ñ",
  "https://api.acme.test/{{ id }}/{% if x %}a{% endif %}",
  "https://api.acme.test?q={{ input }}",
  "https://8.8.8.8/",
  "https://bücher.test/..a/b../...",
])("%s may be called", (url) => {
  expect(codes(url)).toEqual([]);
});

test.each([
  ["nothing", ["", "  "]],
  [
    "no http",
    [
      "api.acme.test/x",
      "/x",
      "ftp://api.acme.test/",
      "javascript:alert(1)",
      "file:///etc/passwd",
      "https:api.acme.test",
    ],
  ],
  [
    "a host that a variable can change",
    ["{{ url }}", "https://{{ host }}/", "https://api.acme.test{{ path }}", "https://a.{{ b }}.test/"],
  ],
  [
    "a scheme or port that a variable can change",
    ["{{ s }}://api.acme.test/", "https://api.acme.test:{{ port }}/", "https://{% if x %}a{% endif %}/"],
  ],
  [
    "credentials",
    ["https://me:pass@api.acme.test/", "https://me@api.acme.test", "https://{{ secrets.a }}@api.acme.test/"],
  ],
  [
    "a host that is none",
    [
      "https://",
      "https:///x",
      "https://api acme.test/",
      "https://api.acme.test:99999/",
      "https://good.test\\@evil.test/",
    ],
  ],
  ["a path that climbs", ["https://api.acme.test/a/../b", "https://api.acme.test/./b", "https://api.acme.test/a/%2E."]],
  ["too long an address", [`https://api.acme.test/${"x".repeat(8_200)}`]],
])("%s is no address to call", (_, urls) => {
  for (const url of urls) expect([url, codes(url)]).toEqual([url, ["bad-url"]]);
});

test.each([
  "http://localhost:3000/",
  "https://127.1/",
  "http://[::1]/",
  "http://169.254.169.254/{{ x }}",
  "http://a.internal",
])("%s is called only where the operator opens it: a warning says so", (url) => {
  expect(checkUrl(url)).toMatchObject([
    { code: "private-host", severity: "warning", message: expect.stringContaining("HTTP_ALLOW_HOSTS") as unknown },
  ]);
});

const written = "https://api.acme.test/users/{{ id }}/orders?q={{ q }}";

test("what is called is what was written with its variables", () => {
  expect(callableUrl(written, "https://api.acme.test/users/7/orders?q=..")).toBe(
    "https://api.acme.test/users/7/orders?q=..",
  );
  expect(callableUrl(` ${written} `, " https://api.acme.test/users/a%2Fb/orders ")).toBe(
    "https://api.acme.test/users/a%2Fb/orders",
  );
});

test.each([
  ["climbs in the path", "https://api.acme.test/users/../orders?q="],
  ["climbs in escapes", "https://api.acme.test/users/%2e%2E/orders?q="],
  ["grew too long", `https://api.acme.test/users/${"7".repeat(8_200)}/orders?q=`],
  ["could not be filled in", ""],
])("nothing is called when a value %s", (_, filledIn) => {
  expect(callableUrl(written, filledIn)).toBeNull();
});

test("nothing is called where the host is not the one that was written", () => {
  expect(callableUrl(written, "https://evil.test/users/7/orders")).toBeNull();
  expect(callableUrl("https://{{ host }}/", "https://api.acme.test/")).toBeNull();
});

import { expect, it } from "vitest";
import { createRates, META_RATES } from "./rates";

const send = (to: string) => ({ phoneNumberId: "1", to });

it("counts a number's messages in and out together, 80 a second", () => {
  const rates = createRates({ perSecond: META_RATES.perSecond });
  for (let time = 0; time < 50; time += 1) rates.heard("1", 0);
  for (let time = 0; time < 30; time += 1) expect(rates.tooFast(send(`c${time}`), 0)).toBeUndefined();
  expect(rates.tooFast(send("c"), 0)).toMatchObject({ code: 130429 });
  expect(rates.tooFast({ phoneNumberId: "2", to: "c" }, 0)).toBeUndefined();
  expect(rates.tooFast(send("c"), 13)).toBeUndefined();
});

it("uses nothing up with a message that is refused", () => {
  const rates = createRates({ pair: { burst: 1, everyMs: 6000 }, perSecond: 2 });
  expect(rates.tooFast(send("a"), 0)).toBeUndefined();
  expect(rates.tooFast(send("a"), 0)).toMatchObject({ code: 131056 });
  expect(rates.tooFast(send("b"), 0)).toBeUndefined();
  expect(rates.tooFast(send("c"), 0)).toMatchObject({ code: 130429 });
});

it("knows no limits unless told so", () => {
  const rates = createRates({});
  for (let time = 0; time < 6000; time += 1) {
    expect(rates.tooFast(send("a"), 0) ?? rates.countCall("7", 0)).toBeUndefined();
  }
});

import { CODES, type StatusFaults, type WebhookFaults } from "./fault-plan";

const LATE_MS = 5000;
const BATCH_MS = 2000;

/** What befalls statuses, until it is taken back. */
export function StatusForm({ statuses, onChange }: { statuses: StatusFaults; onChange: (next: StatusFaults) => void }) {
  const set = setter(statuses, onChange);
  return (
    <fieldset>
      <legend>Statuses</legend>
      <Check label="5 s late" isOn={statuses.lateMs !== undefined} onChange={(on) => set("lateMs", on && LATE_MS)} />
      <Check label="Before the answer" isOn={statuses.early} onChange={(on) => set("early", on)} />
      <Check label="Twice" isOn={statuses.double} onChange={(on) => set("double", on)} />
      <Check label="Last first" isOn={statuses.shuffled} onChange={(on) => set("shuffled", on)} />
      <Check
        label="No “delivered”"
        isOn={statuses.missing?.includes("delivered")}
        onChange={(on) => set("missing", on && ["delivered"])}
      />
      <label className="field">
        <span>Instead, not delivered with</span>
        <select
          value={statuses.failed ?? ""}
          onChange={({ target }) => set("failed", target.value !== "" && Number(target.value))}
        >
          <option value="">no failure</option>
          {CODES.map(({ code, title }) => (
            <option key={code} value={code}>
              {code} · {title}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

/** What befalls webhooks of any kind, until it is taken back. */
export function WebhookForm({
  webhooks,
  onChange,
}: {
  webhooks: WebhookFaults;
  onChange: (next: WebhookFaults) => void;
}) {
  const set = setter(webhooks, onChange);
  return (
    <fieldset>
      <legend>Webhooks</legend>
      <Check label="5 s late" isOn={webhooks.lateMs !== undefined} onChange={(on) => set("lateMs", on && LATE_MS)} />
      <Check label="Twice" isOn={webhooks.double} onChange={(on) => set("double", on)} />
      <Check
        label="Many in one"
        isOn={webhooks.batchMs !== undefined}
        onChange={(on) => set("batchMs", on && BATCH_MS)}
      />
      <Check label="Last first within it" isOn={webhooks.shuffled} onChange={(on) => set("shuffled", on)} />
    </fieldset>
  );
}

function Check({
  label,
  isOn,
  onChange,
}: {
  label: string;
  isOn: boolean | undefined;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn ?? false} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}

/** Sets one of them; false takes it away. */
function setter<Of extends object>(faults: Of, onChange: (next: Of) => void) {
  return <Name extends keyof Of>(name: Name, value: Of[Name] | false) => {
    const next = { ...faults };
    if (value === false) Reflect.deleteProperty(next, name);
    else next[name] = value;
    onChange(next);
  };
}

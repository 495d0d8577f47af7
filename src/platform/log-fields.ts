import { AsyncLocalStorage } from "node:async_hooks";

/** Whose and what work is being done: ids and kinds, never contents. */
export interface LogFields {
  readonly organizationId?: string;
  readonly connectionId?: string;
  readonly conversationId?: string;
  readonly messageId?: string;
  readonly deliveryId?: string;
  readonly kind?: string;
  readonly lane?: string;
}

// The bundle of the front and Next's own bundle each load this file.
const shared = globalThis as typeof globalThis & { recadoLogFields?: AsyncLocalStorage<LogFields> };
const store = (shared.recadoLogFields ??= new AsyncLocalStorage<LogFields>());

/** Every line that is logged within `work` carries these, and those of the work around it. */
export const withLogFields = <T>(fields: LogFields, work: () => T): T =>
  store.run({ ...store.getStore(), ...fields }, work);

export const logFields = (): LogFields | undefined => store.getStore();

/** Why something asked over a socket is not done. The codes are the protocol's. */
export interface Refusal {
  readonly message: string;
  readonly code?: number;
}

export const refuse = (message: string, code?: number): Refusal =>
  code === undefined ? { message } : { message, code };
